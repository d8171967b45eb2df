// Keeps in this browser by what a device is known in workshops, so that a reload or a new start of the server finds it.
const KEY = "place-evidence-workshops";
const MOST = 12;

function held() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) || "{}");
    const joined = Object.entries(found.joined || {}).filter(([, id]) => typeof id === "string");
    return { secret: typeof found.secret === "string" ? found.secret : "", joined: Object.fromEntries(joined) };
  } catch {
    return { secret: "", joined: {} };
  }
}

function keep({ secret, code, workshop }) {
  const before = held();
  const others = Object.entries(before.secret === secret ? before.joined : {}).filter(([other]) => other !== code);
  try {
    const joined = Object.fromEntries([...others.slice(1 - MOST), [code, workshop]]);
    localStorage.setItem(KEY, JSON.stringify({ secret, joined }));
  } catch {
    // A browser that keeps nothing is known until the page is closed or loaded anew.
  }
}

export default function ({ data, setStateValue }) {
  if (data.keep) keep(data.keep);
  const found = held();
  if (JSON.stringify(found) !== JSON.stringify(data.known)) setStateValue("device", found);
}
