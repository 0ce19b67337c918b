// @ts-check
/**
 * Functions of one and two numbers on WebGL, at the edges too. GLSL ES leaves open what its own do beyond ordinary numbers:
 * software and drivers answer log(0) with -88, round(2**24) with 0, and a power by its logarithm. Near 0, where a difference
 * loses digits, series take over. Four numbers at a time, as TF.js keeps them.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */

const SERIES = `
  #define INF uintBitsToFloat(0x7f800000u)
  float lnOnePlus(float x) {
    if (abs(x) < 0.03) return x * (1.0 - x * (0.5 - x * (0.33333333 - x * (0.25 - x * 0.2))));
    return isinf(x) ? x : log(1.0 + x);
  }
  float expMinusOne(float x) {
    if (abs(x) < 0.05) return x * (1.0 + x * (0.5 + x * (0.16666667 + x * (0.041666667 + x * 0.0083333333))));
    return x > 88.72284 ? INF : exp(x) - 1.0;
  }
  float withSign(float size, float x) { return x < 0.0 ? -size : size; }
  bool isMinus(float x) { return floatBitsToInt(x) < 0; }`;

/** Kernel -> what follows for an x that is a number, or NaN where GLSL's own are right. @type {Record<string, string>} */
const OF_ONE = {
  Log: "return x < 0.0 ? NAN : x == 0.0 ? -INF : isinf(x) ? x : log(x);",
  Log1p: "return x < -1.0 ? NAN : x == -1.0 ? -INF : lnOnePlus(x);",
  Exp: "return x > 88.72284 ? INF : x < -104.0 ? 0.0 : exp(x);",
  Expm1: "return expMinusOne(x);",
  Softplus: "return max(x, 0.0) + lnOnePlus(exp(-abs(x)));",
  Sqrt: "return x < 0.0 ? NAN : x == 0.0 || isinf(x) ? x : sqrt(x);",
  Rsqrt: "return x < 0.0 ? NAN : x == 0.0 ? (isMinus(x) ? -INF : INF) : isinf(x) ? 0.0 : inversesqrt(x);",
  Sin: "return isinf(x) ? NAN : sin(x);",
  Cos: "return isinf(x) ? NAN : cos(x);",
  Tan: "return isinf(x) ? NAN : tan(x);",
  Atan: "return isinf(x) ? withSign(1.5707963, x) : atan(x);",
  Sinh: "float e = exp(0.5 * abs(x)); return abs(x) < 0.05 ? x * (1.0 + x * x * (0.16666667 + x * x * 0.0083333333)) : withSign(0.5 * e * e - 0.5 / e / e, x);",
  Cosh: "float e = exp(0.5 * abs(x)); return 0.5 * e * e + 0.5 / e / e;",
  Tanh: "if (abs(x) > 10.0) return withSign(1.0, x); float e = expMinusOne(2.0 * x); return e / (e + 2.0);",
  Asinh: "float a = abs(x); return a < 0.05 ? x * (1.0 - x * x * (0.16666667 - x * x * 0.075)) : withSign(a > 1e9 ? (isinf(a) ? a : log(a) + 0.69314718) : log(a + sqrt(a * a + 1.0)), x);",
  Acosh: "float t = x - 1.0; return t < 0.0 ? NAN : x > 1e9 ? (isinf(x) ? x : log(x) + 0.69314718) : lnOnePlus(t + sqrt(2.0 * t + t * t));",
  Atanh: "float a = abs(x); return a > 1.0 ? NAN : withSign(a == 1.0 ? INF : 0.5 * lnOnePlus(2.0 * a / (1.0 - a)), x);",
  Elu: "return x >= 0.0 ? x : expMinusOne(x);",
  Selu: "return x >= 0.0 ? 1.0507009873554805 * x : 1.7580993408473766 * expMinusOne(x);",
  Sign: "return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;",
  Round: "float low = floor(x); float over = x - low; return isinf(x) || abs(x) >= 8388608.0 ? x : over < 0.5 || (over == 0.5 && low == 2.0 * floor(0.5 * low)) ? low : low + 1.0;",
};

/** @type {Record<string, string>} kernel -> what it makes of a and b */
const OF_TWO = {
  Pow: `
    if (b == 0.0 || a == 1.0) return 1.0;
    if (isnan(a) || isnan(b)) return NAN;
    float size = abs(a);
    if (isinf(b)) return size == 1.0 ? 1.0 : (size > 1.0) == (b > 0.0) ? INF : 0.0;
    float times = abs(b);
    bool odd = floor(b) == b && times < 16777216.0 && times - 2.0 * floor(0.5 * times) == 1.0;
    float way = odd && isMinus(a) ? -1.0 : 1.0;
    if (size == 0.0) return way * (b > 0.0 ? 0.0 : INF);
    if (isinf(a)) return way * (b > 0.0 ? INF : 0.0);
    if (a < 0.0 && floor(b) != b) return NAN;
    if (times == 1.0 || times == 2.0 || times == 3.0) {
      float power = times == 1.0 ? a : times == 2.0 ? a * a : a * a * a;
      return b > 0.0 ? power : 1.0 / power;
    }
    float power = b * log2(size);
    return way * (power >= 128.0 ? INF : power < -150.0 ? 0.0 : pow(size, b));`,
  Mod: `
    if (isnan(a) || isnan(b) || isinf(a) || b == 0.0) return NAN;
    float rest = a;
    if (abs(a) >= abs(b)) {
      rest = a - b * trunc(a / b);
      if (abs(rest) >= abs(b)) rest -= withSign(abs(b), rest);
    }
    return rest != 0.0 && (rest < 0.0) != (b < 0.0) ? rest + b : rest;`,
  Atan2: `
    if (isnan(a) || isnan(b)) return NAN;
    float way = isMinus(a) ? -1.0 : 1.0;
    if (isinf(a)) return way * (isinf(b) ? (b > 0.0 ? 0.78539816 : 2.3561945) : 1.5707963);
    if (isinf(b) || a == 0.0) return isMinus(b) ? way * 3.1415927 : way * 0.0;
    return b == 0.0 ? way * 1.5707963 : atan(a, b);`,
};

/** Kernels that TF.js computes by JavaScript while they are small and on the CPU. */
const RIGHT_ON_CPU = ["Log", "Exp", "Expm1", "Sqrt", "Rsqrt"];

/** @param {import("./registry.js").Registry} registry of the webgl backend */
export function mendFunctions(registry) {
  const isOld = () => registry.tf.env().getNumber("WEBGL_VERSION") !== 2; // whose GLSL lacks half of what is used here
  for (const [kernel, code] of Object.entries(OF_ONE)) {
    registry.wrap(kernel, "edges", (own, args) => {
      const { x } = args.inputs;
      if (x.dtype !== "float32" || isOld() || (RIGHT_ON_CPU.includes(kernel) && args.backend.shouldExecuteOnCPU([x]))) return own(args);
      return args.backend.compileAndRun(new OfOne(x.shape, code), [x], "float32");
    });
  }
  // TF.js multiplies both lines by 0 or 1, which makes NaN of an infinity.
  registry.wrap("LeakyRelu", "infinities", (own, args) => {
    const { x } = args.inputs;
    const { alpha } = args.attrs;
    if (x.dtype !== "float32" || isOld() || !Number.isFinite(alpha)) return own(args);
    const below = alpha === 0 ? "isinf(x) ? NAN : 0.0" : `${alpha.toExponential()} * x`; // a compiler takes 0 * x for 0
    return args.backend.compileAndRun(new OfOne(x.shape, `return x > 0.0 ? x : ${below};`), [x], "float32");
  });
  for (const [kernel, code] of Object.entries(OF_TWO)) {
    registry.wrap(kernel, "edges", (own, args) => {
      const { a, b } = args.inputs;
      if (isOld() || a.dtype !== b.dtype || (a.dtype !== "float32" && a.dtype !== "int32")) return own(args);
      const shape = registry.tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
      return args.backend.compileAndRun(new OfTwo(shape, code), [a, b], a.dtype);
    });
  }
}

const EACH = ["x", "y", "z", "w"];

/** A program that computes four numbers at a time of one tensor. */
export class OfOne {
  variableNames = ["A"];
  packedInputs = true;
  packedOutput = true;

  /** @param {number[]} shape @param {string} code of a function of x that is no NaN @param {string} [ofNaN] code for NaN */
  constructor(shape, code, ofNaN = "return x;") {
    this.outputShape = shape;
    this.userCode = `
      ${SERIES}
      float compute(float x) {
        if (isnan(x)) ${ofNaN}
        ${code}
      }
      void main() {
        vec4 x = getAAtOutCoords();
        vec4 result = vec4(${EACH.map((c) => `compute(x.${c})`).join(", ")});
        ${beyond(shape)}
        setOutput(result);
      }`;
  }
}

/** The same of two tensors, which broadcast. */
export class OfTwo {
  variableNames = ["A", "B"];
  packedInputs = true;
  packedOutput = true;

  /** @param {number[]} shape @param {string} code of a function of a and b */
  constructor(shape, code) {
    this.outputShape = shape;
    this.userCode = `
      ${SERIES}
      float compute(float a, float b) {
        ${code}
      }
      void main() {
        vec4 a = getAAtOutCoords();
        vec4 b = getBAtOutCoords();
        vec4 result = vec4(${EACH.map((c) => `compute(a.${c}, b.${c})`).join(", ")});
        ${beyond(shape)}
        setOutput(result);
      }`;
  }
}

/** Zeros for those of the four numbers that lie beyond the tensor: sums and products read them. @param {number[]} shape */
export function beyond(shape) {
  if (sizeOf(shape) === 1) return "result.yzw = vec3(0.0);";
  if (shape.length === 1) {
    return `result.y = getOutputCoords() + 1 >= ${shape[0]} ? 0.0 : result.y;
        result.zw = vec2(0.0);`;
  }
  const [rows, columns] = shape.slice(-2);
  const [row, column] = ["x", "y", "z", "w", "u", "v"].slice(shape.length - 2);
  return `ivec${shape.length} at = getOutputCoords();
        bool below = at.${row} + 1 >= ${rows};
        bool beside = at.${column} + 1 >= ${columns};
        result.y = beside ? 0.0 : result.y;
        result.z = below ? 0.0 : result.z;
        result.w = below || beside ? 0.0 : result.w;`;
}
