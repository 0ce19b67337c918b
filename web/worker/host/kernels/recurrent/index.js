// @ts-check
/**
 * Recurrent layers as one kernel each: all time steps at once, so that a step of a sequence costs a product and three
 * passes over memory in place of some thirty kernels. Their gradients are in gradients/recurrent.js.
 */
import * as composed from "./composed.js";
import { gru, gruBack } from "./gru.js";
import { lstm, lstmBack } from "./lstm.js";

const PLAIN = { lstm, lstmBack, gru, gruBack };

/** @param {import("../registry.js").Registry} registry */
export function addRecurrent(registry) {
  const ways = registry.backend === "wasm" || registry.backend === "cpu" ? PLAIN : composed;
  registry.supply("LSTMSequence", ways.lstm);
  registry.supply("LSTMSequenceGrad", ways.lstmBack);
  registry.supply("GRUSequence", ways.gru);
  registry.supply("GRUSequenceGrad", ways.gruBack);
}
