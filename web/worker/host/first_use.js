// @ts-check
/** Backends are made when they are first used: whoever has something to change about them is called then. */

/**
 * @param {any} tf @param {(name: string, backend: any) => void} adopt  called once for each backend, before its first kernel
 */
export function onFirstUse(tf, adopt) {
  const engine = tf.engine();
  const setup = engine.setupRegisteredKernels.bind(engine);
  /** @type {WeakSet<any>} */
  const seen = new WeakSet();
  engine.setupRegisteredKernels = () => {
    const { backendName, backendInstance } = engine;
    if (!seen.has(backendInstance)) {
      seen.add(backendInstance);
      adopt(backendName, backendInstance);
    }
    setup();
  };
}
