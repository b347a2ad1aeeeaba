import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments, parse } from 'yaml'
import { measures } from '#kernel/metrics.ts'
import type { Measure } from '#platform/metrics/metric-set.ts'
import { readConfig } from '#server/config.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { hasPrometheus, startPrometheus } from '#test/support/prometheus.ts'

const deploy = fileURLToPath(new URL('../../../deploy/', import.meta.url))
const read = (path: string) => readFileSync(join(deploy, path), 'utf8')
const isCi = process.env.CI === 'true'
const known: Readonly<Record<string, Measure>> = measures

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[]
}
const alerts = (parse(read('prometheus/alerts.yml')) as Rules).groups.flatMap(({ rules }) => rules)
const dashboards = readdirSync(join(deploy, 'grafana/dashboards')).map(
  (name) =>
    JSON.parse(read(`grafana/dashboards/${name}`)) as {
      panels: { title: string; targets: { expr: string; legendFormat: string }[] }[]
    },
)
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboards.flatMap(({ panels }) =>
    panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ),
]

const given = new Set(['up', 'instance', 'job', 'le'])

/** What an expression names that nobody measures: figures, and labels of them. */
function strangersIn(expression: string): string[] {
  const names = [...expression.matchAll(/\b(?:parley|process)_\w+/g)].map(([name]) => name)
  const ofHistogram = (name: string) => known[name.replace(/_(bucket|sum|count)$/, '')]?.kind === 'histogram'
  const isThere = (name: string) => (known[name] ? known[name].kind !== 'histogram' : ofHistogram(name))
  const labels = names.flatMap(
    (name) => (known[name] ?? known[name.replace(/_(bucket|sum|count)$/, '')])?.labels ?? [],
  )
  const lists = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/))
  const chosen = [...expression.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label)
  return [
    ...names.filter((name) => !isThere(name)),
    ...[...lists, ...chosen].filter((label) => !labels.includes(label) && !given.has(label)),
  ]
}

test.each(expressions)('%s asks for what is measured', (_, expression) => {
  expect(strangersIn(expression)).toEqual([])
})

test('what is not measured is noticed', () => {
  expect(strangersIn('sum by (tenant) (rate(parley_replies_ended_total{colour="red"}[5m]))')).toEqual([
    'tenant',
    'colour',
  ])
  expect(strangersIn('parley_unheard_of + parley_job_seconds + parley_jobs_bucket')).toHaveLength(3)
})

describe.skipIf(!hasPrometheus && !isCi)('a real Prometheus (left out where it is not installed)', () => {
  test('reads every figure, and takes every rule and every expression of the dashboards', async () => {
    await using server = await openTestServer()
    const prometheus = await startPrometheus(server.url, join(deploy, 'prometheus/alerts.yml'))
    try {
      await converse(server, await openConversation(server), 'When do you open?')
      const value = async (query: string) => {
        const found = await prometheus.ask<{ result: { value: [number, string] }[] }>(
          `query?query=${encodeURIComponent(query)}`,
        )
        return found.result[0]?.value[1]
      }
      await expect.poll(() => value('up{job="parley"}').catch(() => null)).toBe('1')
      await expect.poll(() => value('sum(parley_replies_ended_total{state="completed"})')).toBe('1')
      for (const [, expression] of expressions) await value(expression)

      const rulesOf = async () =>
        (
          await prometheus.ask<{ groups: { rules: { name: string; health: string }[] }[] }>('rules')
        ).groups.flatMap(({ rules }) => rules.map(({ name, health }) => `${name} ${health}`))
      await expect.poll(rulesOf).toEqual(alerts.map(({ alert }) => `${alert} ok`))
      await server.doors[0]?.close()
      // Whoever watches hears of it when nobody answers any more.
      const isPending = async () =>
        (await prometheus.ask<{ alerts: { labels: { alertname: string } }[] }>('alerts')).alerts.some(
          ({ labels }) => labels.alertname === 'ParleyDown',
        )
      await expect.poll(isPending).toBe(true)
    } finally {
      await prometheus.stop()
    }
  })

  test('its own checker finds nothing to complain of', () => {
    execFileSync('promtool', ['check', 'rules', join(deploy, 'prometheus/alerts.yml')])
    execFileSync('promtool', ['check', 'config', '--syntax-only', join(deploy, 'prometheus/prometheus.yml')])
  })
})

test.skipIf(!existsSync('/usr/sbin/nginx') && !isCi)('nginx takes its configuration', () => {
  // Names of the compose network are looked up when it is read.
  const here = read('nginx/nginx.conf').replaceAll(/server app(-2)?:/g, 'server 127.0.0.1:')
  const path = join(mkdtempSync(join(tmpdir(), 'parley-nginx-')), 'nginx.conf')
  writeFileSync(path, here)
  execFileSync('/usr/sbin/nginx', ['-t', '-q', '-c', path], { stdio: 'pipe' })
})

interface Compose {
  services: Record<string, { profiles?: string[]; environment?: Record<string, string>; ports?: string[] }>
}

test('the compose file gives the server what it understands, and opens nothing to other machines', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as Compose
  const byProfile = (profile?: string) =>
    Object.entries(services)
      .filter(([, { profiles }]) => (profile ? profiles?.includes(profile) : !profiles))
      .map(([name]) => name)
  expect(byProfile()).toEqual(['app', 'postgres'])
  expect(byProfile('scale')).toEqual(['app-2', 'redis', 'nginx'])
  expect(byProfile('monitoring')).toEqual(['prometheus', 'grafana'])
  for (const { ports = [] } of Object.values(services))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  // As it is without any variable set.
  const unset = Object.entries(services.app?.environment ?? {}).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'),
  ])
  const config = readConfig(Object.fromEntries(unset) as NodeJS.ProcessEnv)
  expect(config.database.kind).toBe('server')
  expect(config.trustedProxies).toEqual(['172.28.0.10'])
})

test('the manifests are whole: what is selected is there, as nobody special, with probes that exist', async () => {
  const manifests = parseAllDocuments(read('kubernetes/parley.yaml')).map((one) => one.toJS())
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'PersistentVolumeClaim',
    'Deployment',
    'PodDisruptionBudget',
    'Service',
    'Ingress',
  ])
  const [claim, { spec }, budget, service] = manifests
  const pod = spec.template
  expect(spec.selector.matchLabels).toEqual(pod.metadata.labels)
  expect(service.spec.selector).toEqual(pod.metadata.labels)
  expect(budget.spec.selector.matchLabels).toEqual(pod.metadata.labels)
  expect(pod.spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name)
  expect(pod.spec.securityContext.runAsNonRoot).toBe(true)
  const [container] = pod.spec.containers
  expect(container.ports[0].name).toBe(service.spec.ports[0].targetPort)
  await using server = await openTestServer()
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
    expect((await fetch(server.url + container[probe].httpGet.path)).status).toBe(200)
})
