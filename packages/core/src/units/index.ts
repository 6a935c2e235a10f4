export { Cpu, cores, millicores, parseCpu } from './cpu';
export { Duration, days, hours, minutes, parseDuration, seconds } from './duration';
export { Percent, parsePercent, percent } from './percent';
export { Quantity, type QuantityProblem } from './quantity';
export { gib, kib, mib, parseSize, Size, tib } from './size';
