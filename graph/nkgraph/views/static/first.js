// First: runs before the page is read, so that the clock is honest and no wrong theme flashes up.
performance.mark("nkg-start");
window.nkg = {};
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("nkg-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch (refused) {
  document.documentElement.dataset.theme = "";
}
