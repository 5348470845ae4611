// Says on the page what went wrong in the scripts below.

function problem(text) {
  const place = document.getElementById("problem");
  place.textContent = `The page could not be drawn: ${text}`;
  place.hidden = false;
}

addEventListener("error", (event) => problem(event.message));
addEventListener("unhandledrejection", (event) => problem(String(event.reason)));
