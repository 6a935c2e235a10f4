exports.stacks = {
  get 'ward-production'() {
    throw new Error('no such ward');
  },
};
