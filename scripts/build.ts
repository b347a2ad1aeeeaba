// Builds everything that is missing or outdated: `npm run build`, and every `npm start`.

// Finding out whether a build is needed takes a while on a slow machine, and somebody is waiting.
if (process.env.npm_lifecycle_event === 'prestart') process.stdout.write('Preparing Parley …\n')
await import('./build-console.ts')
await import('./build-server.ts')
