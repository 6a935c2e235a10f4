setInterval(() => undefined, 1000);
exports.stacks = { 'ward-production': () => undefined };
