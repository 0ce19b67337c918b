// @ts-check

/** Whether the console is open in another tab of this browser. @returns {Promise<boolean>} */
export async function otherTab() {
  if (!("locks" in navigator)) return false;
  return new Promise((resolve) => {
    navigator.locks
      .request("tfjs-console", { ifAvailable: true }, (lock) => {
        resolve(lock === null);
        return lock === null ? undefined : new Promise(() => {}); // held until this tab is closed
      })
      .catch(() => resolve(false));
  });
}
