// Saves a figure as the page shows it, as a PNG with its title above and its trust line below.
// A figure is drawn in the browser and saved there: the server does not see it happen.
(() => {
  if (window.savesFigures) return;
  window.savesFigures = true;

  const INK = "#1b1f24", GRID = "#d9dce0", SCALE = 2, MARGIN = 20;
  const FONT = "Arial, Helvetica, sans-serif";

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.png");
    const plot = button && document.querySelector(`.${button.dataset.figure} .js-plotly-plot`);
    if (plot) save(plot, button.dataset);
  });

  async function save(plot, { name, title, lines }) {
    const { width, height } = plot.querySelector(".main-svg").getBoundingClientRect();
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgOf(plot, width, height));
    await image.decode();

    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const room = width - 2 * MARGIN;
    const above = wrapped(pen, title, `bold 18px ${FONT}`, room);
    const below = wrapped(pen, lines, `12px ${FONT}`, room);
    const top = MARGIN + 24 * above.length;
    canvas.width = SCALE * width;
    canvas.height = SCALE * (top + height + 17 * below.length + 2 * MARGIN);
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    write(pen, above, `bold 18px ${FONT}`, MARGIN, 24);
    pen.drawImage(image, 0, top, width, height);
    write(pen, below, `12px ${FONT}`, top + height + MARGIN, 17);
    canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
  }

  // Plotly draws in layers that share patterns and clips, so they become one drawing.
  function svgOf(plot, width, height) {
    const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    whole.setAttribute("width", width);
    whole.setAttribute("height", height);
    for (const layer of plot.querySelectorAll(".main-svg")) {
      const copy = layer.cloneNode(true);
      keepLooks(layer, copy);
      whole.append(copy);
    }
    // within an image there is no page for a reference to point into
    return new XMLSerializer().serializeToString(whole).replace(/url\((&quot;|"|')?[^)#]*#([^)"'&]*)(&quot;|"|')?\)/g, "url(#$2)");
  }

  // Style sheets and fonts do not come along: dark ink on white, and every text as wide as it was.
  function keepLooks(layer, copy) {
    const shown = layer.querySelectorAll("text");
    copy.querySelectorAll("text").forEach((text, at) => {
      text.style.fill = INK;
      text.style.fontFamily = FONT;
      const spans = [...text.querySelectorAll("tspan")];
      const pairs = spans.length ? spans.map((span, line) => [span, shown[at].querySelectorAll("tspan")[line]]) : [[text, shown[at]]];
      for (const [written, measured] of pairs) {
        const length = measured.textContent ? measured.getComputedTextLength() : 0;
        if (!length) continue;
        written.setAttribute("textLength", length);
        written.setAttribute("lengthAdjust", "spacingAndGlyphs");
      }
    });
    copy.querySelectorAll(".gridlayer path, .zerolinelayer path").forEach((line) => (line.style.stroke = GRID));
    copy.querySelectorAll(".hoverlayer, .legendtoggle").forEach((part) => part.remove());
  }

  function wrapped(pen, text, font, room) {
    pen.font = font;
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (lines.at(-1) && pen.measureText(longer).width > room) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  function write(pen, lines, font, top, step) {
    pen.font = font;
    pen.fillStyle = INK;
    pen.textBaseline = "top";
    lines.forEach((line, at) => pen.fillText(line, MARGIN, top + at * step));
  }

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
})();
