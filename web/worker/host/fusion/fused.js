// @ts-check
/** A group of steps as one call: its code, made once for each chain of operations, and the tensors that it is given. */
import { assemble } from "./assembly.js";
import { sameShape, sizeOf } from "./operations.js";

/** @typedef {import("./schedule.js").Group} Group */
/** @typedef {import("./assembly.js").Chain} Chain */
/** @typedef {(values: any[]) => any[] | null} Run  gives what is to be kept, or null where a tensor looks otherwise than recorded */

/** WASM module of the backend -> code by its chain; null where there is no SIMD or no way to its memory. @type {WeakMap<any, Map<string, Function | null>>} */
const known = new WeakMap();

/** @param {any} module of the backend @returns {WebAssembly.Memory | undefined} */
function memoryOf(module) {
  return module.wasmMemory ?? Object.values(module.asm ?? {}).find((value) => value instanceof WebAssembly.Memory);
}

/** Chains that are remembered; programs keep their own code. */
const MOST_KNOWN = 512;

/** @param {any} module @param {Chain} chain @returns {Function | null} */
function codeFor(module, chain) {
  let codes = known.get(module);
  if (codes === undefined) known.set(module, (codes = new Map()));
  const key = JSON.stringify(chain);
  let run = codes.get(key);
  if (run === undefined) {
    if (codes.size >= MOST_KNOWN) codes.clear();
    codes.set(key, (run = compiled(memoryOf(module), chain)));
  }
  return run;
}

/** @param {WebAssembly.Memory | undefined} memory @param {Chain} chain @returns {Function | null} */
function compiled(memory, chain) {
  if (memory === undefined) return null;
  const bytes = assemble(chain, !(memory.buffer instanceof ArrayBuffer));
  if (!WebAssembly.validate(bytes)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  return /** @type {Function} */ (exports.run);
}

/**
 * @param {Group} group @param {number[]} kept registers of its results that somebody needs @param {any} backend of WASM
 * @returns {Run | null}
 */
export function fused(group, kept, backend) {
  const { steps, shape, columns, reads } = group;
  const registers = [...reads.keys()];
  const shapes = [...reads.values()].map((read) => read.shape);
  const numbers = new Map([...registers, ...steps.map(({ outputs }) => outputs[0])].map((register, value) => [register, value]));
  const numberOf = (/** @type {number} */ register) => /** @type {number} */ (numbers.get(register));
  const chain = {
    reaches: [...reads.values()].map(({ reach }) => reach),
    operations: steps.map(({ name, inputs }) => ({ name, arguments: inputs.map(numberOf) })),
    results: kept.map(numberOf),
  };
  const run = codeFor(backend.wasm, chain);
  if (run === null) return null;
  const size = sizeOf(shape);
  const width = columns || size;
  /** @type {number[]} */
  const addresses = new Array(registers.length + kept.length);
  return (values) => {
    const data = backend.dataIdMap;
    for (let i = 0; i < registers.length; i++) {
      const tensor = values[registers[i]];
      if (tensor.dtype !== "float32" || !sameShape(tensor.shape, shapes[i])) return null;
      addresses[i] = data.get(tensor.dataId).memoryOffset;
    }
    const results = kept.map((_, i) => {
      const made = backend.makeOutput(shape, "float32");
      addresses[registers.length + i] = data.get(made.dataId).memoryOffset;
      return made;
    });
    run(...addresses, size / width, width);
    return results;
  };
}
