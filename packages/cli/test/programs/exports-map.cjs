exports.stacks = new Map([['ward-production', () => undefined]]);
