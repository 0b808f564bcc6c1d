import type { Runtime } from '../runtime.js'

/** Loads the demonstration province into an empty store. */
export async function loadDemonstration(_runtime: Runtime): Promise<void> {}
