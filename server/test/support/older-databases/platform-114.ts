import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BSON, ObjectId } from 'bson'
import { BCRYPT_HASH, CONVERSATIONS, MESSAGES, moment, times, words } from './rows.ts'

const COMPANIES = 3
const USERS = 12
const idOf = (kind: number, number: number) =>
  new ObjectId((0x64_10_00_00 + kind * 10_000 + number).toString(16) + number.toString(16).padStart(16, 'a'))
const at = (minute: number) => new Date(`${moment(minute).replace(' ', 'T')}Z`)

export const company = (number: number): string => idOf(1, number).toHexString()
export const conversation = (number: number): string => idOf(4, number).toHexString()
const companyOf = (user: number) => 1 + (user % COMPANIES)

/** Its database as `mongodump` writes it: a file of documents in BSON for each collection. */
export function platform114Dump(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const write = (collection: string, documents: readonly object[]) =>
    writeFileSync(
      join(folder, `${collection}.bson`),
      Buffer.concat(documents.map((document) => BSON.serialize(document))),
    )
  write(
    'tenants',
    times(COMPANIES, (id) => ({
      _id: idOf(1, id),
      name: `公司 ${id}`,
      description: '',
      plan: '專業版',
      created_at: at(0),
    })),
  )
  write(
    'users',
    times(USERS, (id) => ({
      _id: idOf(2, id),
      email: `user${id}@example.com`,
      name: `用戶 ${id}`,
      tenant_id: company(companyOf(id)),
      role: id <= COMPANIES ? 'tenant_admin' : 'end_user',
      password_hash: BCRYPT_HASH,
      created_at: at(0),
    })),
  )
  write(
    'documents',
    times(9, (id) => ({
      _id: idOf(3, id),
      tenant_id: company(companyOf(id)),
      filename: `rules${id}.txt`,
      content: `Goods go back within ${id + 10} days.`,
      status: 'completed',
      created_at: at(id),
    })),
  )
  write(
    'conversations',
    times(CONVERSATIONS, (id) => {
      const user = 1 + (id % USERS)
      return {
        _id: conversation(id),
        tenant_id: company(companyOf(user)),
        user_id: idOf(2, user).toHexString(),
        title: '新對話',
        messages: times(MESSAGES, (message) => ({
          role: message % 2 ? 'user' : 'assistant',
          content: words(id, message),
          timestamp: at(id + message),
        })),
        created_at: at(id),
        updated_at: at(id + MESSAGES),
      }
    }),
  )
}
