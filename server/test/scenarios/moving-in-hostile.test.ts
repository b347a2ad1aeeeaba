import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { place, tallies } from '#test/support/import-command.ts'
import { lingxiDatabase } from '#test/support/older-databases/lingxi.ts'
import { parley } from '#test/support/parley-command.ts'

const LONG = { timeout: 300_000 }
const SESSIONS = 20

/** A database of Lingxi's with few sessions, changed by these statements. */
function lingxiWith(file: string, ...statements: string[]) {
  lingxiDatabase(file)
  const old = new DatabaseSync(file)
  for (const statement of [`DELETE FROM agent_chatsession WHERE id > ${SESSIONS}`, ...statements])
    old.exec(statement)
  old.close()
}

test('duplicates and dangling references are reported, and the rest is imported', LONG, async () => {
  await using here = await place()
  const file = join(here.database.directory, 'old.sqlite3')
  lingxiWith(
    file,
    `INSERT INTO auth_user (id, password, username, is_superuser, is_active)
      SELECT 77, password, 'USER3', 1, 1 FROM auth_user WHERE id = 3`,
    'UPDATE agent_chatsession SET user_id = 99 WHERE id = 4',
    'UPDATE agent_chatsession SET agent_configuration_id = 99 WHERE id = 5',
    'DELETE FROM agent_chatinformation WHERE id = 21',
    `UPDATE agent_chatsession SET started_at = 'yesterday' WHERE id = 7`,
  )
  const { code, output } = await parley(['import', 'lingxi', file], here.env)
  expect(code, output).toBe(0)
  expect(tallies(output)).toEqual({
    users: [11, 10, 0, 1],
    agents: [10, 10, 0, 0],
    conversations: [SESSIONS, SESSIONS - 2, 0, 2],
  })
  for (const line of [
    'users: It signs in as 3 does: give one of the two another name there first. [77]',
    'conversations: Its user 99 is nowhere. [4]',
    'conversations (imported): Its agent 99 is nowhere: it is taken without one. [5]',
    'conversations (imported): 1 of its messages are nowhere or say nothing. [6]',
    'conversations: It says nowhere when it began. [7]',
  ])
    expect(output).toContain(line)
  lingxiWith(file)
  const mended = await parley(['import', 'lingxi', file], here.env)
  expect(tallies(mended.output).conversations).toEqual([SESSIONS, 2, SESSIONS - 2, 0])
})

test('an oversized value is reported with its row, and not kept in memory', LONG, async () => {
  await using here = await place()
  const file = join(here.database.directory, 'old.sqlite3')
  lingxiWith(file, 'UPDATE agent_chatinformation SET message = hex(zeroblob(50000000)) WHERE id = 9')
  const refused = await parley(['import', 'lingxi', file], here.env)
  expect(refused.code).toBe(1)
  expect(refused.output).toMatch(/agent_chatinformation, row 9: .*--incomplete/)
  const taken = await parley(['import', 'lingxi', file, '--incomplete'], here.env)
  expect(tallies(taken.output).conversations).toEqual([SESSIONS, SESSIONS, 0, 0])
  expect(taken.output).toContain(
    'conversations (imported): 1 of its messages are nowhere or say nothing. [3]',
  )
})

test('a gzipped dump is read, even with a value larger than the memory limit', LONG, async () => {
  await using here = await place()
  const file = join(here.database.directory, 'old.sql.gz')
  const whole = [
    'CREATE TABLE `agent_agentconfiguration` (`id` int, `name` text, `parameters` text, `user_id` int);',
    'CREATE TABLE `agent_chatsession` (`id` int, `started_at` datetime, `user_id` int, `agent_configuration_id` int);',
    'CREATE TABLE `agent_chatinformation` (`id` int, `message` text, `is_user` int);',
    'CREATE TABLE `agent_chatsession_chat_infos` (`id` int, `chatsession_id` int, `chatinformation_id` int);',
    'CREATE TABLE "another" (`id` int, `ID` int);',
    'CREATE TABLE `auth_user` (`id` int, `username` text, `password` text);',
    "INSERT INTO `auth_user` VALUES (1,'anna','x'),(2,'",
  ].join('\n')
  const long = gzipSync(Buffer.alloc(200_000_000, 'x'))
  const rest = gzipSync("','x'),(3,'ben','x');\n")
  writeFileSync(file, Buffer.concat([gzipSync(whole), long, rest]))
  const tried = await parley(['import', 'lingxi', file, '--dry-run'], here.env)
  expect(tallies(tried.output).users, tried.output).toEqual([2, 2, 0, 0])
  expect(tried.output).toContain('auth_user: A value is too large to import. [row 2]')
})

test('Lingxi’s own export goes to the owner named by the operator', LONG, async () => {
  await using here = await place()
  const file = join(here.database.directory, 'lingxi_export_20240501_120000.json')
  const exported = {
    export_date: '2024-05-01T12:00:00',
    personality_settings: { personality_prompt: 'Be kind.', model: 'gpt-4' },
    sessions: [
      {
        id: 5,
        started_at: '2024-05-01T11:00:00Z',
        message_count: 2,
        summary: 'Tea',
        last_activity_at: '2024-05-01T11:01:00Z',
        current_state: {},
        messages: [
          { id: 8, message: 'Tea?', is_user: true, is_read: true, chat_date: '2024-05-01T11:00:00Z' },
          { id: 9, message: 'Yes.', is_user: false, is_read: true, chat_date: '2024-05-01T11:01:00Z' },
        ],
      },
    ],
    total_sessions: 1,
    total_messages: 2,
  }
  writeFileSync(file, JSON.stringify(exported))
  const nobodys = await parley(['import', 'lingxi', file], here.env)
  expect(nobodys.output).toContain('It belongs to nobody: say with --owner whose it is from now on.')
  const made = await parley(['user', 'create', 'anna', '--password', 'anna-Password-1'], here.env)
  expect(made.code, made.output).toBe(0)
  const owned = await parley(['import', 'lingxi', file, '--owner', 'anna'], here.env)
  expect(tallies(owned.output), owned.output).toMatchObject({
    agents: [1, 1, 0, 0],
    conversations: [1, 1, 0, 0],
  })
  const again = await parley(['import', 'lingxi', file, '--owner', 'anna'], here.env)
  expect(tallies(again.output).conversations).toEqual([1, 0, 1, 0])
})
