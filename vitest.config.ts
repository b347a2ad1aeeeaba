import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{contract,client,server,console,widget,scripts}/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    // A small machine that others share may be many times slower for a while; speed is measured in `bench/`.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
  },
})
