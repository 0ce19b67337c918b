// @ts-check
/** @import { Store } from "./store.js" */
/** @import { Runner } from "./runner.js" */
/** @import { CameraState, Frame, Trouble } from "./types.js" */

import { notify } from "./store.js";

const LONG_SIDE = 640;
const RATE_SMOOTHING = 0.8;

/** @type {CameraState} */
const OFF = { state: "off", video: null, facing: "", devices: 0, rate: null };

/** @type {Record<string, Trouble>} */
const TROUBLES = {
  NotAllowedError: {
    title: "The camera was refused.",
    text: "Allow it for this page in the browser's address bar, then press Camera again.",
  },
  NotFoundError: { title: "There is no camera here.", text: "Choose a picture instead." },
  NotReadableError: {
    title: "The camera is busy.",
    text: "Another program or tab is using it. Close that one, then press Camera again.",
  },
  OverconstrainedError: { title: "That camera is gone.", text: "Press Camera to use another one." },
  SecurityError: { title: "This page may not use the camera.", text: "Open it over https:// or on localhost." },
};
TROUBLES.AbortError = TROUBLES.NotReadableError;

/** @param {unknown} error @returns {Trouble} */
function explain(error) {
  const { name, message } = /** @type {Error} */ (error);
  return TROUBLES[name] ?? { title: "The camera does not work.", text: message };
}

/**
 * The live camera. One frame is taken when the result of the one before is back, so frames never queue.
 */
export class Camera {
  /** @type {Store} */ #store;
  /** @type {Runner} */ #runner;
  /** @type {MediaStream | null} */ #stream = null;
  #canvas = document.createElement("canvas");
  #session = new AbortController();

  /**
   * @param {Store} store
   * @param {Runner} runner
   */
  constructor(store, runner) {
    this.#store = store;
    this.#runner = runner;
  }

  /** @param {MediaTrackConstraints} [wish]  which camera, where there are several */
  async start(wish = { facingMode: "environment" }) {
    this.stop();
    const session = new AbortController();
    this.#session = session;
    this.#store.set({ camera: { ...OFF, state: "asking" }, trouble: null });
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "SecurityError");
      const constraints = { audio: false, video: { ...wish, width: { ideal: LONG_SIDE } } };
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      if (session.signal.aborted) {
        release(stream);
        return;
      }
      this.#stream = stream;
      await this.#show(stream, session.signal);
    } catch (error) {
      if (session.signal.aborted) return;
      this.stop();
      this.#store.set({ trouble: explain(error) });
      return;
    }
    await this.#loop(session.signal);
  }

  /** @returns {Promise<Blob | null>} the last frame that was classified, as a picture to keep */
  async freeze() {
    if (this.#canvas.width === 0) return null;
    return new Promise((resolve) => this.#canvas.toBlob(resolve, "image/jpeg", 0.95));
  }

  stop() {
    this.#session.abort();
    if (this.#stream) release(this.#stream);
    this.#stream = null;
    const { video } = this.#store.state.camera;
    if (video) video.srcObject = null;
    this.#store.set({ camera: OFF });
  }

  /** Use the next camera. */
  async switch() {
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
    const present = this.#stream?.getVideoTracks()[0]?.getSettings().deviceId;
    const index = cameras.findIndex(({ deviceId }) => deviceId === present);
    const next = cameras[(index + 1) % cameras.length];
    if (next) await this.start({ deviceId: { exact: next.deviceId } });
  }

  /** Go on after an error paused the loop. */
  async resume() {
    if (this.#store.state.camera.state !== "paused") return;
    this.#patch({ state: "live" });
    await this.#loop(this.#session.signal);
  }

  /**
   * @param {MediaStream} stream
   * @param {AbortSignal} signal
   */
  async #show(stream, signal) {
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => this.#lost(), { signal });
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
    const all = await navigator.mediaDevices.enumerateDevices();
    const devices = all.filter(({ kind }) => kind === "videoinput").length;
    const facing = track.getSettings().facingMode ?? "user";
    this.#canvas.width = 0;
    if (!signal.aborted) this.#store.set({ camera: { state: "live", video, facing, devices, rate: null }, result: null, problem: null });
  }

  #lost() {
    this.stop();
    notify(this.#store, "warning", "The camera was disconnected.");
  }

  /** @param {AbortSignal} signal */
  async #loop(signal) {
    let before = 0;
    while (!signal.aborted && this.#store.state.camera.state === "live") {
      const { video, rate } = this.#store.state.camera;
      if (!video) return;
      await nextFrame(video);
      if (signal.aborted) return;
      const went = await this.#runner.runFrame(this.#grab(video));
      if (signal.aborted) return;
      const now = performance.now();
      const present = 1000 / (now - before);
      const smooth = rate === null ? present : RATE_SMOOTHING * rate + (1 - RATE_SMOOTHING) * present;
      this.#patch({ state: went ? "live" : "paused", rate: before ? smooth : null });
      before = now;
    }
  }

  /**
   * @param {HTMLVideoElement} video
   * @returns {Frame}
   */
  #grab(video) {
    const scale = Math.min(1, LONG_SIDE / Math.max(video.videoWidth, video.videoHeight));
    const width = Math.max(1, Math.round(video.videoWidth * scale));
    const height = Math.max(1, Math.round(video.videoHeight * scale));
    this.#canvas.width = width;
    this.#canvas.height = height;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("This browser gives the page no canvas to read the camera with.");
    context.drawImage(video, 0, 0, width, height);
    return { data: context.getImageData(0, 0, width, height).data, width, height };
  }

  /** @param {Partial<CameraState>} patch */
  #patch(patch) {
    this.#store.set({ camera: { ...this.#store.state.camera, ...patch } });
  }
}

/** @param {MediaStream} stream */
function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** @param {HTMLVideoElement} video @returns {Promise<void>} */
function nextFrame(video) {
  return new Promise((resolve) => {
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => resolve());
    else requestAnimationFrame(() => resolve());
  });
}
