/* Outlines are loaded once, by address; a change of indicator, year or place then sends only one class and one text an area.

   Folium's base map calls `evidenceMap.start` once. Each layer calls `evidenceMap.recolour`, perhaps before the outlines
   have arrived. Nothing here asks any other server for anything, unless background tiles were chosen. */
window.evidenceMap = (function () {
  "use strict";
  let map, settings, whole, home, tip, bar, pointed, frames, hoverFrame, message;
  let shapes = []; // in the order of the file, which is the order of the classes
  let shapeOf = new Map();
  let layer = null;
  let focused; // undefined until a first view was chosen

  function start(leafletMap, given) {
    map = leafletMap;
    settings = given;
    dress();
    borrowFont();
    nameForReaders();
    behave();
    if (settings.tiles) addTiles();
    fetch(settings.geometry, { cache: "force-cache" }) // the name holds a hash, so a kept copy is always right
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then(draw)
      .catch(() => say("The outlines could not be loaded. The table has the same figures."));
  }

  function recolour(packed) {
    const texts = packed.texts.split("\n");
    const width = packed.index.length / packed.classes.length;
    const textOf = (i) => texts[parseInt(packed.index.substr(i * width, width), 36)];
    layer = { ...packed, values: Array.from(packed.classes, (_, i) => textOf(i)) };
    window.feature_group = []; // the component never forgets the empty groups of earlier layers
    if (shapes.length) apply();
  }

  function draw(collection) {
    const renderer = settings.canvas ? L.canvas({ padding: 0.3 }) : L.svg({ padding: 0.3 });
    shapes = collection.features.map((feature, place) => {
      const shape = L.GeoJSON.geometryToLayer(feature, { renderer, smoothFactor: 0.4, ...baseStyle() });
      return Object.assign(shape, { place, code: feature.id, name: feature.properties.n });
    });
    shapeOf = new Map(shapes.map((shape) => [shape.code, shape]));
    // Where areas overlap the smaller lies on top, so that each can be pointed at.
    const group = L.featureGroup([...shapes].sort((a, b) => size(b) - size(a))).addTo(map);
    whole = group.getBounds();
    home = settings.home ? L.latLngBounds(settings.home) : whole;
    group.on("mouseover mousemove", point).on("mouseout", unpoint).on("click", choose);
    if (layer) apply();
    else fit(home);
  }

  function apply() {
    if (layer.classes.length !== shapes.length) {
      say("These outlines and figures do not belong together. The table has the right figures.");
      return;
    }
    shapes.forEach((shape, i) => {
      const mark = layer.classes[i];
      shape.setStyle({ fillColor: mark === "x" ? noData() : layer.colours[Number(mark)] });
    });
    frames.clearLayers();
    frame(layer.comparators, settings.theme.comparator, 1.8);
    frame([layer.selected], settings.theme.selected, 2.6);
    map.getContainer().setAttribute("aria-label", `${layer.title}. ${settings.label}`);
    if (pointed) tell();
    focus();
  }

  // ---- looking and choosing -----------------------------------------------------------------------------------

  function point(event) {
    pointed = event.propagatedFrom;
    tip.setLatLng(event.latlng);
    tell();
    if (hoverFrame.shape !== pointed) hoverFrame.setLatLngs(rings(pointed));
    hoverFrame.shape = pointed;
  }

  function tell() {
    const narrow = map.getSize().x < 480; // beside a finger on a phone a long name would be cut off
    bar.hidden = !narrow;
    if (narrow) bar.replaceChildren(reading(pointed));
    else map.openTooltip(tip.setContent(reading(pointed)));
  }

  function unpoint() {
    pointed = null;
    bar.hidden = true;
    map.closeTooltip(tip);
    hoverFrame.setLatLngs([]);
    hoverFrame.shape = null;
  }

  function choose(event) {
    point(event); // a finger does not hover
    // The time makes every click a new value: the same area may be chosen again after another was chosen elsewhere.
    window.Streamlit.setComponentValue({ selected: event.propagatedFrom.code, at: Date.now() });
  }

  function focus() {
    // The reader's own zoom is kept: the view moves at the start, and when there is something else to look at.
    if (layer.focus === focused || (!layer.focus && focused !== undefined)) return;
    focused = layer.focus;
    const wanted = (focused || "").split(" ").filter((code) => shapeOf.has(code));
    const together = wanted.reduce((box, code) => box.extend(shapeOf.get(code).getBounds()), L.latLngBounds([]));
    fit(wanted.length ? together.pad(0.6) : home); // with a little of its neighbours
  }

  function fit(bounds) {
    map.invalidateSize({ pan: false });
    if (!map.getSize().x) {
      map.once("resize", () => fit(bounds)); // the map is in a tab that is not shown yet
      return;
    }
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.fitBounds(bounds, { padding: [14, 14], maxZoom: 10, animate: !still });
    fit.zoom = Math.min(10, map.getBoundsZoom(bounds, false, L.point(28, 28)));
    dragOrScroll();
  }

  // ---- drawing ------------------------------------------------------------------------------------------------

  function baseStyle() {
    const theme = settings.theme;
    return { color: theme.hairline, weight: 0.6, fillColor: theme.ground, fillOpacity: settings.tiles ? 0.72 : 1 };
  }

  function frame(codes, colour, weight) {
    const found = codes.filter((code) => shapeOf.has(code)).flatMap((code) => rings(shapeOf.get(code)));
    // A white edge keeps the line visible on the darkest class.
    outline(found, "#FFFFFF", weight + 2.4).addTo(frames);
    outline(found, colour, weight).addTo(frames);
  }

  function outline(latlngs, color, weight) {
    return L.polygon(latlngs, { renderer: settings.above, interactive: false, fill: false, smoothFactor: 0.4, color, weight });
  }

  function rings(shape) {
    const latlngs = shape.getLatLngs();
    return L.LineUtil.isFlat(latlngs[0]) ? [latlngs] : latlngs;
  }

  function size(shape) {
    const box = shape.getBounds();
    return (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
  }

  function noData() {
    if (!settings.canvas) return "url(#no-data)";
    settings.hatch = settings.hatch || canvasHatch();
    return settings.hatch;
  }

  function canvasHatch() {
    const tile = L.extend(document.createElement("canvas"), { width: 6, height: 6 });
    const pen = tile.getContext("2d");
    pen.fillStyle = settings.theme.noData;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = settings.theme.hatch;
    for (const x of [-6, 0, 6]) {
      pen.moveTo(x - 1, 7);
      pen.lineTo(x + 7, -1);
    }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  function reading(shape) {
    const box = document.createElement("div");
    const name = box.appendChild(document.createElement("strong"));
    name.textContent = shape.name;
    if (layer) box.append(`: ${layer.values[shape.place].replaceAll("{name}", shape.name)}`);
    return box;
  }

  function addTiles() {
    const credit = '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank">OpenStreetMap</a> contributors';
    L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { attribution: credit, maxZoom: 19 }).addTo(map);
  }

  function say(text) {
    message = message || L.DomUtil.create("p", "map-message", map.getContainer());
    message.setAttribute("role", "status");
    message.textContent = text;
  }

  // ---- once, at the start -------------------------------------------------------------------------------------

  function dress() {
    const theme = settings.theme;
    const style = document.head.appendChild(document.createElement("style"));
    style.textContent = `
      body { overflow: hidden; } body > span { display: none; }
      .leaflet-container { background: ${theme.ground}; color: ${theme.ink}; font: 15px/1.35 ${theme.font}; }
      .leaflet-container:focus { outline: none; }
      .leaflet-container:focus-visible::after { content: ""; position: absolute; inset: 0; z-index: 1100;
        border: 3px solid ${theme.selected}; pointer-events: none; }
      .leaflet-interactive { cursor: pointer; } .leaflet-overlay-pane path:focus { outline: none; }
      .leaflet-tooltip.map-tip { white-space: normal; width: max-content; max-width: 15rem; box-shadow: none; }
      .leaflet-tooltip.map-tip, .map-bar { padding: 6px 10px; border: 0; border-radius: 4px; font-size: 15px;
        background: ${theme.ink}; color: #FFFFFF; }
      .map-bar { position: absolute; z-index: 900; inset: auto 8px 8px 8px; pointer-events: none; }
      .leaflet-tooltip.map-tip::before { display: none; }
      .leaflet-touch .leaflet-bar, .leaflet-bar { border: 1px solid ${theme.hairline}; border-radius: 4px; box-shadow: none; }
      .leaflet-bar a { color: ${theme.ink}; } .leaflet-bar a:focus-visible { outline: 3px solid ${theme.selected}; }
      .leaflet-container .leaflet-control-attribution { padding: 1px 6px; font-size: 12px; }
      .map-whole svg { width: 16px; height: 100%; }
      .map-message { position: absolute; z-index: 1000; inset: auto 10px 10px 10px; margin: 0; padding: 8px 12px;
        background: #FFFFFF; border-left: 4px solid ${theme.selected}; }
      @media print { .leaflet-control-container { display: none; } }`;
    const hatch = document.body.appendChild(document.createElement("div"));
    hatch.innerHTML = `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
      <pattern id="no-data" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="${theme.noData}"/><path d="M0 0V5" stroke="${theme.hatch}" stroke-width="1.6"/>
      </pattern></defs></svg>`;
  }

  function borrowFont() {
    // The page around the map has its typeface already; without it the text is Arial and nothing else changes.
    try {
      const page = window.parent.document;
      const rules = Array.from(page.styleSheets).flatMap((sheet) => Array.from(sheet.cssRules));
      const faces = rules.filter((rule) => /^@font-face.*Source Sans/s.test(rule.cssText));
      const base = (rule) => rule.parentStyleSheet.href || page.baseURI;
      const absolute = (rule) =>
        rule.cssText.replace(/url\("?([^")]+)"?\)/g, (_, path) => `url("${new URL(path, base(rule))}")`);
      const style = document.head.appendChild(document.createElement("style"));
      style.textContent = faces.map(absolute).join("\n");
    } catch (refused) {
      return;
    }
  }

  function nameForReaders() {
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", settings.label);
    map.getPane("mapPane").setAttribute("aria-hidden", "true"); // hundreds of shapes that cannot be reached help nobody
    document.querySelectorAll("meta[name=viewport]").forEach((meta) => (meta.content = "width=device-width")); // may be enlarged
    document.title = settings.label;
    if (window.frameElement) window.frameElement.title = settings.label;
  }

  function behave() {
    const pane = map.createPane("frames");
    pane.style.zIndex = 450;
    settings.above = L.svg({ pane: "frames", padding: 0.3 });
    frames = L.layerGroup().addTo(map);
    hoverFrame = outline([], settings.theme.ink, 1.6).addTo(map);
    tip = L.tooltip({ className: "map-tip", direction: "auto", offset: [12, 0], opacity: 1, interactive: false });
    bar = L.DomUtil.create("div", "map-bar", map.getContainer());
    bar.hidden = true;
    wholeButton().addTo(map);
    // A wheel scrolls the page until the reader has chosen the map by a click or the keyboard.
    map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
    map.on("zoomend", dragOrScroll);
    map.getContainer().addEventListener("keydown", (event) => event.key === "Escape" && unpoint());
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  }

  function dragOrScroll() {
    // On a phone one finger scrolls the page over the map, until the reader has zoomed in and needs it to move.
    const finger = window.matchMedia("(pointer: coarse)").matches;
    map.dragging[finger && !(map.getZoom() > fit.zoom) ? "disable" : "enable"]();
  }

  function wholeButton() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("a", "map-whole", bar);
      button.innerHTML = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" stroke-width="2"/></svg>';
      Object.assign(button, { href: "#", role: "button", title: "Show the whole map" });
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", "Show the whole map");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", L.DomEvent.stop).on(button, "click", () => whole && fit(whole));
      return bar;
    };
    return control;
  }

  return { start, recolour };
})();
