import type { Rolling } from './rolling';

/** How a new version takes over. A closed choice; each has a file of its own in this folder. */
export type Delivery = Rolling;
