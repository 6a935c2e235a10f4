module.exports = { stacks: { 'ward-production': 'ward' } };
