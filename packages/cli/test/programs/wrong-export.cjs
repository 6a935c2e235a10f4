module.exports = { platforms: {} };
