// Builds whatever is missing, or made of what has changed: `npm run build`, and every `npm start`.

// Whether something is to be built takes a while to see on a slow machine, and somebody waits.
if (process.env.npm_lifecycle_event === 'prestart') process.stdout.write('Preparing Parley …\n')
await import('./build-console.ts')
await import('./build-server.ts')
