import type { SiteView } from './site-view';

/** Works out once for each thing of a declaration what follows from it alone, because many objects ask; it is forgotten with the thing. */
export function onceFor<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const known = new WeakMap<Thing, Made>();
  return thing => {
    const found = known.get(thing);
    if (found !== undefined) return found;
    const made = make(thing);
    known.set(thing, made);
    return made;
  };
}

/** The same for what the site has a say in as well; it is forgotten with the rendering of the site. */
export function onceAtSite<Thing extends object, Made>(make: (view: SiteView, thing: Thing) => Made): (view: SiteView, thing: Thing) => Made {
  const ofViews = onceFor((view: SiteView) => onceFor((thing: Thing) => make(view, thing)));
  return (view, thing) => ofViews(view)(thing);
}
