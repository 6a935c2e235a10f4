Promise.reject(new Error('nobody waits for this'));
exports.stacks = { 'ward-production': () => undefined };
