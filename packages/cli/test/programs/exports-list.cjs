exports.stacks = [() => undefined];
