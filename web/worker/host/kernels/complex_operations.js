// @ts-check
/**
 * Kernels on complex64 that a backend refuses: those that move numbers about work on both parts alike; arithmetic and
 * elementary functions follow their formulas (Abramowitz and Stegun, chapters 3 and 4).
 */
import { apart, isComplex, join } from "./complex_numbers.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("./workbench.js").Body} Body */
/** @typedef {import("./complex_numbers.js").Parts} Parts */
/** @typedef {Record<string, (bench: Workbench, ...parts: Parts[]) => Parts>} Formulas */

/** Kernels that treat real and imaginary parts alike, with the inputs that may be complex. @type {Record<string, string[]>} */
const BY_PARTS = {
  BatchToSpaceND: ["x"],
  Cumsum: ["x"],
  Diag: ["x"],
  ExpandDims: ["input"],
  GatherNd: ["params"],
  GatherV2: ["x"],
  Mean: ["x"],
  MirrorPad: ["x"],
  Neg: ["x"],
  Reshape: ["x"],
  Reverse: ["x"],
  ScatterNd: ["updates"],
  Select: ["t", "e"],
  Slice: ["x"],
  SpaceToBatchND: ["x"],
  SparseToDense: ["sparseValues", "defaultValue"],
  SplitV: ["x"],
  StridedSlice: ["x"],
  Sum: ["x"],
  TensorScatterUpdate: ["tensor", "updates"],
  Tile: ["x"],
  Transpose: ["x"],
  Unpack: ["value"],
  UnsortedSegmentSum: ["x"],
};
/** The same for kernels whose inputs are a list. */
const LISTS = ["AddN", "Concat", "Pack"];

/** @param {Workbench} bench @param {Info} a @param {Info} b */
const mul = (bench, a, b) => bench.binary("Multiply", a, b);
/** @param {Workbench} bench @param {Info} a @param {Info} b */
const add = (bench, a, b) => bench.binary("Add", a, b);
/** @param {Workbench} bench @param {Info} a @param {Info} b */
const sub = (bench, a, b) => bench.binary("Sub", a, b);

/** @param {Workbench} bench @param {Parts} a @param {Parts} b @param {(x: Info, y: Info) => Info} times @returns {Parts} */
function product(bench, a, b, times) {
  return {
    re: sub(bench, times(a.re, b.re), times(a.im, b.im)),
    im: add(bench, times(a.re, b.im), times(a.im, b.re)),
  };
}

/** a / b, scaled by the larger part of b (Smith's method), so that neither overflows. @param {Workbench} bench @param {Parts} a @param {Parts} b @returns {Parts} */
function quotient(bench, a, b) {
  const div = (/** @type {Info} */ x, /** @type {Info} */ y) => bench.binary("RealDiv", x, y);
  const scale = bench.binary("Maximum", bench.unary("Abs", b.re), bench.unary("Abs", b.im));
  const re = div(b.re, scale);
  const im = div(b.im, scale);
  const square = mul(bench, scale, add(bench, mul(bench, re, re), mul(bench, im, im)));
  return {
    re: div(add(bench, mul(bench, a.re, re), mul(bench, a.im, im)), square),
    im: div(sub(bench, mul(bench, a.im, re), mul(bench, a.re, im)), square),
  };
}

/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function exponential(bench, { re, im }) {
  const length = bench.unary("Exp", re);
  return { re: mul(bench, length, bench.unary("Cos", im)), im: mul(bench, length, bench.unary("Sin", im)) };
}

/** @param {Workbench} bench @param {Parts} z @returns {Info} */
function modulus(bench, z) {
  return bench.run("ComplexAbs", { x: join(bench, z) });
}

/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function logarithm(bench, z) {
  return { re: bench.unary("Log", modulus(bench, z)), im: bench.binary("Atan2", z.im, z.re) };
}

/** The root with a real part of at least 0. @param {Workbench} bench @param {Parts} z @returns {Parts} */
function root(bench, z) {
  const half = bench.scalar(0.5);
  const zero = bench.scalar(0);
  const length = modulus(bench, z);
  const part = (/** @type {string} */ kernel) =>
    bench.unary("Sqrt", bench.binary("Maximum", mul(bench, half, bench.binary(kernel, length, z.re)), zero));
  const im = part("Sub");
  const negative = bench.binary("Less", z.im, bench.run("ZerosLike", { x: z.im }));
  return { re: part("Add"), im: bench.run("Select", { condition: negative, t: bench.unary("Neg", im), e: im }) };
}

/** cos and sin of one part with cosh and sinh of the other. @param {Workbench} bench @param {Info} angle @param {Info} other */
function waves(bench, angle, other) {
  return { cos: bench.unary("Cos", angle), sin: bench.unary("Sin", angle), cosh: bench.unary("Cosh", other), sinh: bench.unary("Sinh", other) };
}

/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function sine(bench, { re, im }) {
  const { cos, sin, cosh, sinh } = waves(bench, re, im);
  return { re: mul(bench, sin, cosh), im: mul(bench, cos, sinh) };
}
/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function cosine(bench, { re, im }) {
  const { cos, sin, cosh, sinh } = waves(bench, re, im);
  return { re: mul(bench, cos, cosh), im: bench.unary("Neg", mul(bench, sin, sinh)) };
}
/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function hyperbolicSine(bench, { re, im }) {
  const { cos, sin, cosh, sinh } = waves(bench, im, re);
  return { re: mul(bench, sinh, cos), im: mul(bench, cosh, sin) };
}
/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function hyperbolicCosine(bench, { re, im }) {
  const { cos, sin, cosh, sinh } = waves(bench, im, re);
  return { re: mul(bench, cosh, cos), im: mul(bench, sinh, sin) };
}

/** tanh(x + iy) = (tanh x + i tan y) / (1 + i tanh x tan y), which no large x makes overflow. @param {Workbench} bench @param {Parts} z @returns {Parts} */
function hyperbolicTangent(bench, { re, im }) {
  const a = bench.unary("Tanh", re);
  const b = bench.unary("Tan", im);
  return quotient(bench, { re: a, im: b }, { re: bench.run("OnesLike", { x: a }), im: mul(bench, a, b) });
}

/** @param {Workbench} bench @param {Parts} z @returns {Parts} */
function tangent(bench, { re, im }) {
  const turned = hyperbolicTangent(bench, { re: bench.unary("Neg", im), im: re });
  return { re: turned.im, im: bench.unary("Neg", turned.re) };
}

/** 1 / z. @param {Workbench} bench @param {Parts} z @returns {Parts} */
function reciprocal(bench, z) {
  return quotient(bench, { re: bench.run("OnesLike", { x: z.re }), im: bench.run("ZerosLike", { x: z.re }) }, z);
}

/** a to the power of b; 0 to any power but 0 is 0. @param {Workbench} bench @param {Parts} a @param {Parts} b @returns {Parts} */
function power(bench, a, b) {
  const times = (/** @type {Info} */ x, /** @type {Info} */ y) => mul(bench, x, y);
  const out = exponential(bench, product(bench, logarithm(bench, a), b, times));
  const length = modulus(bench, a);
  const zeros = bench.run("ZerosLike", { x: out.re });
  const base = add(bench, length, zeros);
  const exponent = add(bench, modulus(bench, b), zeros);
  const isZero = (/** @type {Info} */ x) => bench.binary("Equal", x, zeros);
  const atZero = bench.cast(isZero(exponent), "float32");
  const choose = (/** @type {Info} */ t, /** @type {Info} */ e) => bench.run("Select", { condition: isZero(base), t, e });
  return { re: choose(atZero, out.re), im: choose(zeros, out.im) };
}

/** @type {Formulas} */
const UNARY = {
  Cos: cosine,
  Cosh: hyperbolicCosine,
  Exp: exponential,
  Log: logarithm,
  Reciprocal: reciprocal,
  Rsqrt: (bench, z) => reciprocal(bench, root(bench, z)),
  Sin: sine,
  Sinh: hyperbolicSine,
  Sqrt: root,
  Square: (bench, z) => product(bench, z, z, (a, b) => mul(bench, a, b)),
  Tan: tangent,
  Tanh: hyperbolicTangent,
};
/** @type {Formulas} */
const BINARY = {
  Add: (bench, a, b) => ({ re: add(bench, a.re, b.re), im: add(bench, a.im, b.im) }),
  Sub: (bench, a, b) => ({ re: sub(bench, a.re, b.re), im: sub(bench, a.im, b.im) }),
  Multiply: (bench, a, b) => product(bench, a, b, (x, y) => mul(bench, x, y)),
  RealDiv: quotient,
  Pow: power,
  SquaredDifference(bench, a, b) {
    // As TensorFlow: the difference times its conjugate.
    const re = sub(bench, a.re, b.re);
    const im = sub(bench, a.im, b.im);
    const length = add(bench, mul(bench, re, re), mul(bench, im, im));
    return { re: length, im: bench.run("ZerosLike", { x: length }) };
  },
};

/** @param {string[]} names @returns {Body & {kernel?: string}} */
const byParts =
  (/** @type {string} */ kernel, /** @type {string[]} */ names) =>
  (/** @type {Workbench} */ bench, /** @type {any} */ inputs, /** @type {any} */ attrs) => {
    const re = { ...inputs };
    const im = { ...inputs };
    for (const name of names) {
      if (inputs[name] == null) continue;
      const parts = apart(bench, inputs[name]);
      re[name] = parts.re;
      im[name] = parts.im;
    }
    return both(bench, bench.run(kernel, re, attrs), bench.run(kernel, im, attrs));
  };

/** @param {Workbench} bench @param {any} re @param {any} im */
function both(bench, re, im) {
  if (!Array.isArray(re)) return join(bench, { re, im });
  return re.map((part, index) => join(bench, { re: part, im: im[index] }));
}

/** Asked on every run of an extended kernel: it makes nothing. @param {any} inputs */
function anyComplex(inputs) {
  for (const name in inputs) if (inputs[name]?.dtype === "complex64") return true;
  return false;
}

/** @param {import("./registry.js").Registry} registry */
export function extendToComplex(registry) {
  const when = "complex64";
  const native = NATIVE[registry.backend];
  const extend = (/** @type {string} */ kernel, /** @type {Body} */ body) => {
    if (registry.has(kernel) && !native.includes(kernel)) registry.extend(kernel, when, anyComplex, body);
  };
  for (const [kernel, names] of Object.entries(BY_PARTS)) extend(kernel, byParts(kernel, names));
  for (const kernel of LISTS) {
    extend(kernel, (bench, inputs, attrs) => {
      const parts = inputs.map((/** @type {Info} */ x) => apart(bench, x));
      const of = (/** @type {"re" | "im"} */ side) => bench.run(kernel, parts.map((/** @type {Parts} */ p) => p[side]), attrs);
      return both(bench, of("re"), of("im"));
    });
  }
  extend("PadV2", (bench, { x }, attrs) => {
    const { re, im } = apart(bench, x);
    return both(bench, bench.run("PadV2", { x: re }, attrs), bench.run("PadV2", { x: im }, { ...attrs, constantValue: 0 }));
  });
  for (const [kernel, formula] of Object.entries(UNARY)) extend(kernel, (bench, { x }) => join(bench, formula(bench, apart(bench, x))));
  for (const [kernel, formula] of Object.entries(BINARY)) {
    extend(kernel, (bench, { a, b }) => join(bench, formula(bench, apart(bench, a), apart(bench, b))));
  }
  extend("BatchMatMul", (bench, { a, b }, attrs) =>
    join(bench, product(bench, apart(bench, a), apart(bench, b), (x, y) => bench.run("BatchMatMul", { a: x, b: y }, attrs))),
  );
  extend("Einsum", (bench, [a, b], attrs) => {
    const times = (/** @type {Info} */ x, /** @type {Info} */ y) => bench.run("Einsum", [x, y], attrs);
    if (b !== undefined) return join(bench, product(bench, apart(bench, a), apart(bench, b), times));
    const { re, im } = apart(bench, a);
    return both(bench, bench.run("Einsum", [re], attrs), bench.run("Einsum", [im], attrs));
  });
  extend("Prod", productOverAxes);
  extend("Abs", (bench, { x }) => bench.run("ComplexAbs", { x }));
  extend("Equal", (bench, { a, b }) => sameParts(bench, a, b, "Equal", "LogicalAnd"));
  extend("NotEqual", (bench, { a, b }) => sameParts(bench, a, b, "NotEqual", "LogicalOr"));
  extend("ZerosLike", (bench, { x }) => {
    const { re } = apart(bench, x);
    const zeros = bench.run("ZerosLike", { x: re });
    return join(bench, { re: zeros, im: zeros });
  });
  extend("OnesLike", (bench, { x }) => {
    const { re } = apart(bench, x);
    return join(bench, { re: bench.run("OnesLike", { x: re }), im: bench.run("ZerosLike", { x: re }) });
  });
  if (!native.includes("Cast")) extendCast(registry);
  if (registry.backend === "wasm") extend("Identity", (bench, { x }) => bench.alias(x, x.shape));
}

/** @param {Workbench} bench @param {Info} a @param {Info} b @param {string} compare @param {string} combine */
function sameParts(bench, a, b, compare, combine) {
  const x = apart(bench, a);
  const y = apart(bench, b);
  return bench.binary(combine, bench.binary(compare, x.re, y.re), bench.binary(compare, x.im, y.im));
}

/** The product over axes, folded in halves. @type {Body} */
function productOverAxes(bench, { x }, { axis, keepDims }) {
  const { util } = bench.tf;
  const axes = util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((/** @type {number} */ side, /** @type {number} */ index) => index).filter((/** @type {number} */ index) => !axes.includes(index));
  const outShape = kept.map((/** @type {number} */ index) => x.shape[index]);
  const outer = util.sizeFromShape(outShape);
  let count = axes.reduce((/** @type {number} */ total, /** @type {number} */ index) => total * x.shape[index], 1);
  let { re, im } = apart(bench, x);
  const flat = (/** @type {Info} */ part) => bench.reshape(bench.transpose(part, [...axes, ...kept]), [count, outer]);
  re = flat(re);
  im = flat(im);
  if (count === 0) {
    const ones = bench.make([1, outer], "float32", new Float32Array(outer).fill(1));
    ({ re, im } = { re: ones, im: bench.run("ZerosLike", { x: ones }) });
  }
  while (count > 1) {
    const half = count >> 1;
    const rows = (/** @type {Info} */ part, /** @type {number} */ from, /** @type {number} */ n) => bench.run("Slice", { x: part }, { begin: [from, 0], size: [n, outer] });
    const at = (/** @type {number} */ from) => ({ re: rows(re, from, half), im: rows(im, from, half) });
    const folded = product(bench, at(0), at(half), (a, b) => mul(bench, a, b));
    const odd = count % 2 === 1;
    const rest = (/** @type {Info} */ part, /** @type {Info} */ done) => (odd ? bench.run("Concat", [done, rows(part, count - 1, 1)], { axis: 0 }) : done);
    ({ re, im } = { re: rest(re, folded.re), im: rest(im, folded.im) });
    count = half + (odd ? 1 : 0);
  }
  const shape = keepDims ? x.shape.map((/** @type {number} */ side, /** @type {number} */ index) => (axes.includes(index) ? 1 : side)) : outShape;
  return join(bench, { re: bench.reshape(re, shape), im: bench.reshape(im, shape) });
}

/** @param {import("./registry.js").Registry} registry */
function extendCast(registry) {
  const applies = (/** @type {any} */ { x }, /** @type {any} */ { dtype }) => isComplex(x) || dtype === "complex64";
  registry.extend("Cast", "complex64", applies, (bench, { x }, { dtype }) => {
    if (isComplex(x) && dtype === "complex64") return x;
    if (!isComplex(x)) return join(bench, apart(bench, x));
    return bench.cast(bench.run("Real", { input: x }), dtype);
  });
}

/**
 * What TF.js's own kernels do with complex64. (The other backends' Reshape and ExpandDims leave or change the shapes of
 * the two parts, which the tensor they came from still uses.)
 * @type {Record<string, string[]>}
 */
const NATIVE = {
  wasm: ["Reshape", "ExpandDims"],
  cpu: ["Cast", "Concat", "ZerosLike", "OnesLike"],
  webgl: ["Add", "Sub", "Multiply", "Cast", "Concat", "ZerosLike", "OnesLike", "Abs"],
  webgpu: ["Add", "Sub", "Multiply", "Cast", "Concat", "ZerosLike", "OnesLike"],
};
