import { uuidv7 } from 'uuidv7'
import { ContactAttribute, DefineContactAttribute } from '#contract/shapes/contact.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { findAttributes, insertAttribute } from './attribute-store.ts'

const ATTRIBUTES_MAX = 50

/** Defines an attribute of contacts. */
export const defineContactAttribute = command({
  name: 'contact-attribute.define',
  permission: 'contact:manage',
  input: DefineContactAttribute,
  output: ContactAttribute,
  async run({ tx, scope, emit }, { key: given, kind }) {
    const key = storableText(given)
    if ((await findAttributes(tx)).length >= ATTRIBUTES_MAX)
      throw new Fault('limit_reached', `At most ${ATTRIBUTES_MAX} attributes can be defined.`)
    const attribute = { id: uuidv7(), key, kind }
    if (!(await insertAttribute(tx, scope, attribute)))
      throw conflict('An attribute with this key already exists.')
    emit({ type: 'contact-attribute.defined', payload: { name: key, kind } })
    return attribute
  },
})
