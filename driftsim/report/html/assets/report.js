"use strict";
// The page reads without this script. It adds: a switch between light and dark, numbers at the point under the
// pointer or chosen with the arrow keys, and figures as files. It never turns text into markup.
(() => {
  const root = document.documentElement;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Light and dark: the system's choice until the reader makes one.
  const theme = document.querySelector(".theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => { try { return localStorage.getItem("driftsim-theme"); } catch { return null; } };
  const remember = (name) => { try { localStorage.setItem("driftsim-theme", name); } catch { /* not allowed */ } };
  const wear = (name) => { if (name === "dark" || name === "light") root.dataset.theme = name; };
  wear(remembered());
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    wear(now === "dark" ? "light" : "dark");
    remember(root.dataset.theme);
  });

  // The numbers of a point.
  const tip = document.getElementById("tip");
  let chosen = null;
  const hide = () => {
    if (chosen) chosen.classList.remove("chosen");
    chosen = null;
    tip.hidden = true;
  };
  const show = (spot) => {
    hide();
    chosen = spot;
    spot.classList.add("chosen");
    tip.textContent = spot.querySelector("title, desc").textContent;
    tip.hidden = false;
    const at = spot.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = at.top - size.height - 8;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  };
  const place = (spot) => {
    const box = spot.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const next = (spots, key) => {
    if (!spots.includes(chosen)) return spots[0];
    const [x, y] = place(chosen);
    const along = key === "ArrowRight" || key === "ArrowLeft";
    const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    let [nearest, least] = [chosen, Infinity];
    for (const spot of spots) {
      const [a, b] = place(spot);
      const [ahead, aside] = along ? [sign * (a - x), b - y] : [sign * (b - y), a - x];
      const far = ahead + 3 * Math.abs(aside);
      if (ahead > 0.5 && far < least) [nearest, least] = [spot, far];
    }
    return nearest;
  };
  const drawn = (box) => [...box.querySelectorAll("svg")].find((svg) => getComputedStyle(svg).display !== "none");
  each("title", (title) => {
    // The browser's own tooltip would cover ours.
    if (title.parentNode.namespaceURI.endsWith("svg")) {
      const desc = document.createElementNS(title.namespaceURI, "desc");
      desc.textContent = title.textContent;
      title.replaceWith(desc);
    }
  });
  each(".picture", (box) => {
    box.addEventListener("pointerover", (event) => {
      const spot = event.target.closest(".spot");
      if (spot) show(spot); else hide();
    });
    box.addEventListener("pointerleave", hide);
    box.addEventListener("blur", hide);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return hide();
      if (!event.key.startsWith("Arrow")) return undefined;
      event.preventDefault();
      const spots = [...drawn(box).querySelectorAll(".spot")];
      if (spots.length) show(next(spots, event.key));
      return undefined;
    });
  });
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  // Figures as files: a picture carries its own light colours, so it is saved as it is.
  const whole = (figure) => {
    const svg = figure.querySelector("svg.wide").cloneNode(true);
    svg.querySelectorAll(".chosen").forEach((spot) => spot.classList.remove("chosen"));
    return new XMLSerializer().serializeToString(svg);
  };
  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const asPicture = (figure, name) => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 3;
      canvas.height = image.naturalHeight * 3;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, name), "image/png");
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole(figure))}`;
  };
  each(".save", (row) => { row.hidden = false; });
  each("[data-save]", (button) => button.addEventListener("click", () => {
    const figure = button.closest("figure");
    const name = `driftsim-${figure.dataset.name}`;
    if (button.dataset.save === "png") asPicture(figure, `${name}.png`);
    else save(new Blob([whole(figure)], { type: "image/svg+xml" }), `${name}.svg`);
  }));

  // Print shows what is folded.
  let folded = [];
  addEventListener("beforeprint", () => {
    hide();
    folded = [...document.querySelectorAll("details.talk:not([open])")];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));
})();
