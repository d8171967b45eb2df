// Lets a part of the page look again every so many seconds, but never while the page as a whole is being drawn or was just
// asked for: _tick.py says why.
const AFTER_A_TOUCH = 1500; // until what was touched has reached the server, and the server's answer has begun

let touched = 0;
const note = () => (touched = Date.now());
document.addEventListener("click", note, true);
document.addEventListener("change", note, true);
document.addEventListener("keydown", (event) => event.key === "Enter" && note(), true);

function quiet() {
  const app = document.querySelector("[data-test-script-state]");
  return app?.dataset.testScriptState === "notRunning" && Date.now() - touched > AFTER_A_TOUCH;
}

export default function ({ data, parentElement, setTriggerValue }) {
  clearInterval(parentElement.ticking);
  parentElement.ticking = setInterval(() => {
    if (!document.hidden && quiet()) setTriggerValue("tick", true);
  }, data.every * 1000);
  return () => clearInterval(parentElement.ticking);
}
