// Of a page that was saved: its slider and its theme. It is put into the page as it stands here.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", follow);
  follow();

  const slider = document.querySelector("#step");
  if (!slider) return;
  const steps = JSON.parse(slider.dataset.steps);
  const words = JSON.parse(slider.dataset.words);
  const show = () => {
    const step = steps[slider.value];
    document.querySelector("#words").textContent = words[slider.value];
    slider.setAttribute("aria-valuetext", words[slider.value]);
    for (const strip of document.querySelectorAll("[data-strip]")) {
      let shown = strip.firstElementChild;
      for (const frame of strip.children) {
        if (Number(frame.dataset.step) <= step) shown = frame;
      }
      for (const frame of strip.children) frame.hidden = frame !== shown;
    }
  };
  slider.addEventListener("input", show);
  show();

  const play = document.querySelector("#play");
  let timer;
  play.addEventListener("click", () => {
    if (timer) {
      clearInterval(timer);
      timer = undefined;
    } else {
      timer = setInterval(() => {
        slider.value = (Number(slider.value) + 1) % steps.length;
        show();
      }, 200);
    }
    play.textContent = timer ? "Pause" : "Play";
  });
})();
