// Remembers in this browser which workspaces were opened, so that whoever comes back finds them; nothing is sent anywhere.
const KEY = "place-evidence-workspaces";
const MOST = 12;

function remembered() {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(held) ? held.filter((one) => one && typeof one.link === "string") : [];
  } catch {
    return [];
  }
}

function remember(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing remembers nothing: the link still opens the workspace.
  }
}

function entry(one, parentElement) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = `?workspace=${encodeURIComponent(one.link)}`;
  link.target = "_self";
  link.textContent = one.title || "A workspace";
  const about = document.createElement("span");
  about.textContent = [one.place, one.edit ? "" : "to read"].filter(Boolean).join(", ");
  const forget = document.createElement("button");
  forget.type = "button";
  forget.textContent = "Forget";
  forget.setAttribute("aria-label", `Forget ${one.title || "this workspace"} in this browser`);
  forget.onclick = () => {
    remember(remembered().filter((other) => other.link !== one.link));
    show(parentElement);
  };
  line.append(link, about, forget);
  return line;
}

function show(parentElement) {
  const root = parentElement.querySelector("#remembered");
  const held = remembered();
  root.hidden = held.length === 0;
  root.querySelector("ul").replaceChildren(...held.map((one) => entry(one, parentElement)));
}

export default function ({ data, parentElement }) {
  if (data.open) {
    remember([data.open, ...remembered().filter((one) => one.link !== data.open.link)]);
  } else if (data.forget) {
    remember(remembered().filter((one) => one.link !== data.forget));
    show(parentElement);
  } else {
    show(parentElement);
  }
}
