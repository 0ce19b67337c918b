// @ts-check

const NAME = "tfjs-console";

/**
 * Whether the console is open in another tab of this browser. One that was left, and that the browser keeps for Back, is not:
 * it asks again when it is shown.
 * @returns {Promise<boolean>}
 */
export async function otherTab() {
  if (!("locks" in navigator)) return false;
  return new Promise((resolve) => {
    navigator.locks
      .request(NAME, { ifAvailable: true }, (lock) => {
        resolve(lock === null);
        return lock === null ? undefined : new Promise((leave) => addEventListener("pagehide", leave, { once: true }));
      })
      .catch(() => resolve(false));
  });
}
