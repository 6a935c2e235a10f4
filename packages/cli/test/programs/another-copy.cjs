// Declares its platform with a copy of @clinfra/core of its own, as where a second version of it is installed.
for (const file of Object.keys(require.cache)) if (/[\\/]core[\\/]src[\\/]/.test(file)) delete require.cache[file];
const { Platform, minutes, percent } = require('@clinfra/core');

exports.stacks = {
  'ward-production': () =>
    new Platform('ward', {
      environment: 'production',
      owner: 'operations',
      locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
      residency: {},
      objectives: { availability: percent(99.9), rto: minutes(60), rpo: minutes(5) },
    }),
};
