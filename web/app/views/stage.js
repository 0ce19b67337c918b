// @ts-check
/** @import { Store } from "../store.js" */
/** @import { CameraState, Photo } from "../types.js" */

import { refs, say } from "../dom.js";
import { bytes } from "../format.js";

/** @param {Photo} photo */
function describe({ name, size, kind, width, height }) {
  const extent = width ? `${width} × ${height}` : "";
  return [name, kind, extent, bytes(size)].filter(Boolean).join(" · ");
}

/** @param {CameraState} camera */
function describeCamera({ state, rate, video }) {
  if (state === "asking") return "Waiting for the camera";
  if (state === "paused") return "Paused by an error. Run goes on from here.";
  const extent = video ? `${video.videoWidth} × ${video.videoHeight}` : "";
  return ["Live", extent, rate === null ? "" : `${rate.toFixed(1)} results/s`].filter(Boolean).join(" · ");
}

/**
 * The picture: empty, loading, a still or the live camera.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function stage(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  let unshowable = "";

  store.watch(
    (state) => [state.photo, state.camera.video, state.camera.facing],
    (photo, video, facing) => {
      ui.port.dataset.state = video ? "live" : photo ? "photo" : "empty";
      ui.empty.hidden = Boolean(photo || video);
      const shows = photo?.preview && photo.url !== unshowable;
      ui.photo.hidden = !shows || Boolean(video);
      ui.nopreview.hidden = !photo || shows || Boolean(video);
      ui.video.hidden = !video;
      ui.video.dataset.facing = facing;
      ui.video.replaceChildren(...(video ? [video] : []));
      say(ui.meta, photo && !video ? describe(photo) : "");
      if (photo && ui.photo.getAttribute("src") !== photo.url) {
        ui.photo.alt = `The chosen picture, ${photo.name}`;
        if (photo.preview) ui.photo.src = photo.url;
        else ui.photo.removeAttribute("src");
        say(ui.nopreview, `${photo.name} is ${photo.width} × ${photo.height}: too large to show here.`);
      }
    },
    signal,
  );

  ui.photo.addEventListener(
    "load",
    () => {
      const { photo } = store.state;
      const { naturalWidth: width, naturalHeight: height } = ui.photo;
      if (photo && ui.photo.src === photo.url) say(ui.meta, describe({ ...photo, width, height }));
    },
    { signal },
  );
  ui.photo.addEventListener(
    "error",
    () => {
      unshowable = ui.photo.src;
      ui.photo.hidden = true;
      ui.nopreview.hidden = store.state.camera.video !== null;
      say(ui.nopreview, `The browser cannot show ${store.state.photo?.name ?? "this file"}. Python tries it all the same.`);
    },
    { signal },
  );

  store.watch(
    (state) => [state.camera, state.run.phase, state.photo, state.runtime.state],
    (camera, phase, photo, runtime) => {
      const waits = camera.state === "off" && photo && phase === "waiting" && runtime === "booting";
      const text = waits ? "Classified as soon as Python is ready" : camera.state === "off" ? "" : describeCamera(camera);
      ui.chip.hidden = !text;
      ui.chip.dataset.state = camera.state;
      say(ui.chip, text);
    },
    signal,
  );

  store.watch(
    (state) => [state.fetching],
    (fetching) => {
      ui.loading.hidden = !fetching;
      if (!fetching) return;
      const { name, loaded, total } = fetching;
      const amount = total ? `${bytes(loaded)} of ${bytes(total)}` : "connecting";
      say(ui.loadingText, `Loading ${name}: ${amount}`);
      if (total) {
        ui.loadingBar.max = total;
        ui.loadingBar.value = loaded;
      } else ui.loadingBar.removeAttribute("value");
    },
    signal,
  );

  store.watch(
    (state) => [state.trouble],
    (trouble) => {
      ui.problem.hidden = !trouble;
      say(ui.problemTitle, trouble?.title ?? "");
      say(ui.problemText, trouble?.text ?? "");
    },
    signal,
  );

  ui.cancel.addEventListener("click", () => store.send("photo.cancel"), { signal });
  ui.problemClose.addEventListener("click", () => store.send("trouble.dismiss"), { signal });
  return () => stopping.abort();
}
