import { BCRYPT_HASH, CONVERSATIONS, MESSAGES, moment, type OlderTables, times, words } from './rows.ts'

const CONTACTS = 200
const STAFF = 8
const roles = ['ADMIN', 'AGENT', 'AGENT', 'SUPERVISOR']
const statuses = ['OPEN', 'PENDING', 'RESOLVED', 'CLOSED']
const uuid = (kind: number, number: number) =>
  `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** What SQLAlchemy makes of its models, with words in capitals. */
export const chatApiTables: OlderTables = {
  create: [
    `CREATE TABLE users (id integer PRIMARY KEY AUTO_INCREMENT, email varchar(255), password_hash varchar(255),
      full_name varchar(100), avatar_url varchar(500), role enum('ADMIN','SUPERVISOR','AGENT','GUEST'),
      status enum('ACTIVE','INACTIVE','SUSPENDED'), timezone varchar(50), language varchar(10), last_login_at datetime,
      uuid char(36), created_at datetime) COMMENT='用户表'`,
    `CREATE TABLE customer_contacts (id integer PRIMARY KEY AUTO_INCREMENT, name varchar(100), email varchar(255),
      phone varchar(20), avatar_url varchar(500), custom_attributes json, first_seen_at datetime,
      last_seen_at datetime, uuid char(36))`,
    `CREATE TABLE conversations (id integer PRIMARY KEY AUTO_INCREMENT, contact_id integer NOT NULL,
      assignee_id integer, inbox_id integer, status enum('OPEN','PENDING','RESOLVED','CLOSED'),
      priority enum('LOW','MEDIUM','HIGH','URGENT'), channel_type varchar(20), current_agent_type enum('AI','HUMAN'),
      agent_switched_at datetime, first_reply_at datetime, last_activity_at datetime, uuid char(36),
      created_at datetime)`,
    `CREATE TABLE messages (id integer PRIMARY KEY AUTO_INCREMENT, conversation_id integer NOT NULL,
      sender_type enum('CONTACT','AGENT','AI','SYSTEM'), sender_id integer, content text, message_type varchar(20),
      message_metadata json, is_private tinyint(1), uuid char(36), created_at datetime)`,
  ],
  rows: {
    users: times(STAFF, (id) => ({
      id,
      email: `staff${id}@example.com`,
      password_hash: BCRYPT_HASH,
      full_name: `客服 ${id}`,
      role: roles[(id - 1) % roles.length] ?? 'AGENT',
      status: 'ACTIVE',
      timezone: 'Asia/Shanghai',
      language: 'zh-CN',
      uuid: uuid(1, id),
      created_at: moment(0),
    })),
    customer_contacts: times(CONTACTS, (id) => ({
      id,
      name: `顾客 ${id}`,
      email: `customer${id}@example.org`,
      phone: '+86 555 01',
      custom_attributes: JSON.stringify({ plan: 'pro', orders: id }),
      first_seen_at: moment(0),
      last_seen_at: moment(id),
      uuid: uuid(2, id),
    })),
    conversations: times(CONVERSATIONS, (id) => ({
      id,
      contact_id: 1 + (id % CONTACTS),
      assignee_id: id % 3 === 0 ? 2 : null,
      inbox_id: 1,
      status: statuses[id % statuses.length] ?? 'OPEN',
      priority: 'MEDIUM',
      channel_type: 'WEB_WIDGET',
      current_agent_type: id % 3 === 0 ? 'HUMAN' : 'AI',
      last_activity_at: moment(id + MESSAGES),
      uuid: uuid(3, id),
      created_at: moment(id),
    })),
    messages: times(CONVERSATIONS * MESSAGES, (id) => ({
      id,
      conversation_id: Math.ceil(id / MESSAGES),
      sender_type: id % 2 ? 'CONTACT' : Math.ceil(id / MESSAGES) % 3 === 0 ? 'AGENT' : 'AI',
      sender_id: id % 2 === 0 && Math.ceil(id / MESSAGES) % 3 === 0 ? 2 : null,
      content: words(Math.ceil(id / MESSAGES), 1 + ((id - 1) % MESSAGES)),
      message_type: 'TEXT',
      is_private: 0,
      uuid: uuid(4, id),
      created_at: moment(Math.ceil(id / MESSAGES) + ((id - 1) % MESSAGES)),
    })),
  },
}
