/* Outlines are loaded once, by address; a change of indicator, year or place then sends only one class and one text an area.

   Folium's base map calls `evidenceMap.start` once. Each layer calls `evidenceMap.recolour`, perhaps before the outlines
   have arrived. Nothing here asks any other server for anything, unless background tiles were chosen. */
window.evidenceMap = (function () {
  "use strict";
  let map, settings, whole, home, tip, bar, pointed, frames, hoverFrame, message, dots, points;
  let shapes = []; // in the order of the file, which is the order of the classes
  let shapeOf = new Map();
  let layer = null;
  let focused; // undefined until a first view was chosen
  let marked = ""; // the marks that are drawn, as they were sent

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
    const areas = packed.classes.length;
    layer = { ...packed, values: numbers(packed.index, packed.index.length / areas).map((place) => texts[place]) };
    layer.onRecord = packed.marks ? onRecord(packed.marks, areas) : [];
    window.feature_group = []; // the component never forgets the empty groups of earlier layers
    if (shapes.length) apply();
  }

  function numbers(text, width) {
    return Array.from({ length: text.length / width }, (_, i) => parseInt(text.substr(i * width, width), 36));
  }

  function onRecord(marks, areas) {
    // What is on record at each area in words; nothing where nothing is.
    const phrases = marks.phrases.split("\n");
    const sets = marks.sets.split("\n").map((set) => numbers(set, marks.width).map((place) => phrases[place]).join(", "));
    return numbers(marks.index, marks.index.length / areas).map((place) => sets[place]);
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
    if (layer.marks) surround(layer.marks.reached);
    drawMarks();
    const marks = layer.marks ? ` ${layer.marks.words}.` : "";
    map.getContainer().setAttribute("aria-label", `${layer.title}.${marks} ${settings.label}`);
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

  // ---- activities ---------------------------------------------------------------------------------------------

  function drawMarks() {
    // A switch of indicator brings the same marks again, which then stay as they are.
    const text = layer.marks ? JSON.stringify(layer.marks) : "";
    if (text === marked) return;
    marked = text;
    dots.clearLayers();
    points.clearLayers();
    if (!layer.marks) return;
    const { ink, activity } = settings.theme;
    const style = { renderer: settings.dots, interactive: false, color: "#FFFFFF", weight: 1, fillColor: ink, fillOpacity: 1 };
    shapes.forEach((shape, i) => {
      shape.middle = shape.middle || middle(shape);
      if (layer.onRecord[i]) L.circleMarker(shape.middle, { ...style, radius: dotSize() }).addTo(dots);
    });
    layer.marks.points.forEach(([latitude, longitude, slug, name]) => {
      const size = slug === layer.marks.chosen ? 20 : 13;
      const html = `<svg viewBox="-10 -10 20 20" width="${size}" height="${size}"><path d="M0-8 8 0 0 8-8 0z" fill="${activity}" stroke="#FFFFFF" stroke-width="2"/></svg>`;
      const icon = L.divIcon({ html, className: "map-point", iconSize: [size, size] });
      const point = L.marker([latitude, longitude], { icon, keyboard: false, zIndexOffset: size > 13 ? 1000 : 0 }).addTo(points);
      point.bindTooltip(Object.assign(document.createElement("span"), { textContent: name }), { className: "map-tip", opacity: 1 });
      point.on("click", () => window.Streamlit.setComponentValue({ activity: slug, at: Date.now() }));
    });
  }

  function dotSize() {
    // The same size everywhere, but smaller where hundreds of areas are seen at once.
    const wide = map.getSize().x * map.getSize().y;
    const seen = shapes.filter((shape) => map.getBounds().intersects(shape.getBounds())).length || 1;
    return Math.max(1.8, Math.min(4, 0.075 * Math.sqrt(wide / seen)));
  }

  function resizeDots() {
    const size = dotSize();
    dots.eachLayer((dot) => dot.setRadius(size));
  }

  function middle(shape) {
    // A point inside: the middle of the longest of some lines from west to east across the largest part.
    const parts = rings(shape).map((part) => ({ part, box: L.latLngBounds(part[0]) }));
    const extent = ({ box }) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
    const { part, box } = parts.reduce((a, b) => (extent(b) > extent(a) ? b : a));
    const lines = [0.5, 0.4, 0.6, 0.3, 0.7].flatMap((share, place) => {
      const latitude = box.getSouth() + share * (box.getNorth() - box.getSouth()) + 1e-7;
      const cuts = part.flatMap((ring) => crossings(ring, latitude)).sort((a, b) => a - b);
      const inside = cuts.filter((_, i) => i % 2 === 0).map((west, i) => [west, cuts[2 * i + 1]]);
      return inside.map(([west, east]) => ({ latitude, longitude: (west + east) / 2, length: (east - west) * (1 - place / 20) }));
    });
    const best = lines.reduce((a, b) => (b.length > a.length ? b : a), { length: -1 });
    return best.length < 0 ? box.getCenter() : L.latLng(best.latitude, best.longitude);
  }

  function crossings(ring, latitude) {
    return ring.flatMap((a, i) => {
      const b = ring[(i + 1) % ring.length];
      if (a.lat > latitude === b.lat > latitude) return [];
      return [a.lng + ((latitude - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)];
    });
  }

  function surround(codes) {
    const lines = outerLine(codes.filter((code) => shapeOf.has(code)).flatMap((code) => rings(shapeOf.get(code)).flat()));
    const style = { renderer: settings.above, interactive: false, fill: false, smoothFactor: 0.4 };
    L.polyline(lines, { ...style, color: "#FFFFFF", weight: 6 }).addTo(frames);
    L.polyline(lines, { ...style, color: settings.theme.activity, weight: 3.6, dashArray: "9 6", lineCap: "butt" }).addTo(frames);
  }

  function outerLine(edgesOf) {
    // A border that two of the areas share is drawn by both, and is left out; the rest is joined, so that dashes run on.
    const edges = new Map();
    const name = (corner) => `${corner.lng} ${corner.lat}`;
    edgesOf.forEach((ring) =>
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length];
        const key = [name(a), name(b)].sort().join();
        if (!edges.delete(key)) edges.set(key, [a, b]);
      }),
    );
    const at = new Map();
    const reach = (a, b) => at.set(name(a), [...(at.get(name(a)) || []), b]);
    edges.forEach(([a, b]) => (reach(a, b), reach(b, a)));
    const lines = [];
    edges.forEach(([start]) => {
      while (at.get(name(start)).length) {
        const line = [start];
        for (let here = start; at.get(name(here)).length; here = line[line.length - 1]) {
          const next = at.get(name(here)).pop();
          const back = at.get(name(next));
          back.splice(back.findIndex((corner) => name(corner) === name(here)), 1);
          line.push(next);
        }
        lines.push(line);
      }
    });
    return lines;
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
    if (layer && layer.marks) {
      const found = layer.onRecord[shape.place];
      const line = box.appendChild(document.createElement("div"));
      line.textContent = found ? `On record: ${found}` : layer.marks.nothing[0].toUpperCase() + layer.marks.nothing.slice(1);
    }
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
    map.createPane("dots").style.zIndex = 460;
    settings.dots = L.svg({ pane: "dots", padding: 0.3 });
    dots = L.layerGroup().addTo(map);
    points = L.layerGroup().addTo(map);
    hoverFrame = outline([], settings.theme.ink, 1.6).addTo(map);
    tip = L.tooltip({ className: "map-tip", direction: "auto", offset: [12, 0], opacity: 1, interactive: false });
    bar = L.DomUtil.create("div", "map-bar", map.getContainer());
    bar.hidden = true;
    wholeButton().addTo(map);
    // A wheel scrolls the page until the reader has chosen the map by a click or the keyboard.
    map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
    map.on("zoomend", dragOrScroll).on("moveend", resizeDots);
    // Focus would scroll the page to a map that is half in view, and the finger would come up from something else.
    map.getContainer().addEventListener("mousedown", () => map.getContainer().focus({ preventScroll: true }), true);
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
