"""How a row or a measure is called where there is little room."""

SHORT = 16


def vm_numbers(numbers: tuple[int, ...]) -> str:
    """Numbers that follow each other as a span, others one by one: "VM 1, 15" and "VM 23–29"; "-" without any."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    told = [f"{span[0]}–{span[-1]}" if len(span) > 2 else ", ".join(map(str, span)) for span in spans]
    return f"VM {', '.join(told)}" if told else "-"


def short_name(numbers: tuple[int, ...], name: str) -> str:
    """Its numbers, or the beginning of the name of what has none."""
    if numbers:
        return vm_numbers(numbers)
    return name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"
