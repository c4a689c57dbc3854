"use strict";
// Asks the browser where it is once the button is pressed, never before; the point goes to this site alone, to about a
// hundred metres.
(() => {
  const form = document.getElementById("near");
  const failed = document.getElementById("near-failed");
  if (!form || !navigator.geolocation) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(3);
        form.elements.longitude.value = coords.longitude.toFixed(3);
        form.submit();
      },
      () => { failed.hidden = false; },
      { maximumAge: 60000, timeout: 20000 },
    );
  });
})();
