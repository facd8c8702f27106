// What Streamlit's own controls lack and has no option for: Dutch names for a screen reader, and a focus that is not lost.
(() => {
  if (window.namesControls) return;
  window.namesControls = true;

  const DUTCH = [
    [/^Skip to main content$/, "Naar de inhoud"],
    [/^Sidebar$/, "Zijbalk"],
    [/^Expand sidebar$/, "Zijbalk openen"],
    [/^Collapse sidebar$/, "Zijbalk sluiten"],
    [/^App pages$/, "Pagina's"],
    [/^Open$/, "Openen"],
    [/^Choose an option$/, "Maak een keuze"],
    [/^Choose date/, "Datum kiezen"],
    [/^Clear date$/, "Datum wissen"],
    [/^Previous month$/, "Vorige maand"],
    [/^Next month$/, "Volgende maand"],
    [/^Use arrow keys to navigate dates\. Enter to select\. Escape to close\.$/, "Pijltjestoetsen: andere dag. Enter: kiezen. Escape: sluiten."],
    [/^day, /, "dag, "],
    [/^month, /, "maand, "],
    [/^year, /, "jaar, "],
    [/^Help for /, "Uitleg bij "],
    [/^yyyy$/, "jjjj"],
    [/^Upload$/, "Bestand kiezen"],
    [/^Drag and drop a file here$/, "Zet het bestand hier neer"],
    [/^Remove /, "Verwijder "],
    [/^Add files?$/, "Ander bestand kiezen"],
    [/^Clear all$/, "Alles wissen"],
    [/^Selected values$/, "Gekozen"],
    [/^Increment$/, "Meer"],
    [/^Decrement$/, "Minder"],
    [/^Error: $/, "Fout: "],
    [/^File must be (\d+)(\.0)?MB or smaller\.$/, "Het bestand is te groot: hoogstens $1 MB. Maak het kleiner en probeer het opnieuw."],
  ];
  const MONTHS = { January: "januari", February: "februari", March: "maart", April: "april", May: "mei", June: "juni",
    July: "juli", August: "augustus", September: "september", October: "oktober", November: "november", December: "december" };
  const NAMES = ["aria-label", "placeholder", "aria-valuetext"];
  const NAMED = NAMES.map((name) => `[${name}]`).join();
  const WRITTEN = "[data-testid=stSkipToContent], [data-testid=stFileUploader] *, [role=dialog] *, [data-type=year]";

  function inDutch(text) {
    const [english, dutch] = DUTCH.find(([english]) => english.test(text)) || [/^(\d+ – )(\w+)$/, (all, number, month) => number + (MONTHS[month] || month)];
    return text.replace(english, dutch);
  }

  function name(control) {
    for (const attribute of NAMES) {
      const text = control.getAttribute(attribute);
      if (text && inDutch(text) !== text) control.setAttribute(attribute, inDutch(text));
    }
  }

  function nameWithin(added) {
    if (added.nodeType !== Node.ELEMENT_NODE || added instanceof SVGElement) return;
    for (const control of [added, ...added.querySelectorAll(NAMED)]) name(control);
    for (const written of [added, ...added.querySelectorAll(WRITTEN)]) {
      if (!written.matches(WRITTEN) || written.children.length) continue;
      for (const text of written.childNodes) {
        const dutch = inDutch(text.nodeValue);
        if (dutch !== text.nodeValue) text.nodeValue = dutch;
      }
    }
  }

  let tab = null;
  document.addEventListener("focusin", (event) => (tab = event.target.closest("[role=tab]")));

  nameWithin(document.body);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") name(target);
      else addedNodes.forEach(nameWithin);
    }
    // Streamlit draws its tabs anew once one is chosen, and then nothing has the focus
    if (tab && !tab.isConnected && document.activeElement === document.body) document.querySelector("[role=tab][aria-selected=true]")?.focus();
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: NAMES });

  // The button that opens the sidebar is gone once it is open, and the other way round: go on with its counterpart.
  const OTHER = { stExpandSidebarButton: "[data-testid=stSidebarCollapseButton] button", stSidebarCollapseButton: "[data-testid=stExpandSidebarButton]" };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(Object.keys(OTHER).map((id) => `[data-testid=${id}]`).join());
    if (button && event.detail === 0) setTimeout(() => document.querySelector(OTHER[button.dataset.testid])?.focus(), 400);
  });
})();
