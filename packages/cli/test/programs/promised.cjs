exports.stacks = {
  'ward-production': async () => {
    throw new Error('too late');
  },
};
