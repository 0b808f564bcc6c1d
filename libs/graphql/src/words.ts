/** The words of the schema as data: what a console writes over a column, beside a box and for a value, in both languages. */
import { described, languagesOf, z } from '@prasan/event-sourcing'
import { Args, Field, Info, ObjectType, Query, Resolver } from '@nestjs/graphql'
import { type GraphQLResolveInfo, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { badInput, judged } from './judged.js'
import { labels } from './naming.js'
import { Bilingual } from './types.js'

@ObjectType({ description: described('ถ้อยคำของช่องหรือค่าหนึ่ง', 'The words of one field or value.') })
export class SchemaWord {
  @Field(() => String, { description: described('ชื่อใน API', 'Its name in the API.') }) name!: string
  @Field(() => Bilingual, {
    nullable: true,
    description: described('ชื่อสั้นสำหรับแสดง ไม่มีค่าเมื่อมีเพียงคำอธิบาย', 'A short name to show; null where only the description says what it is.'),
  })
  label!: Bilingual | null
  @Field(() => Bilingual, { description: described('คำอธิบาย', 'What the schema says of it.') }) description!: Bilingual
}

@ObjectType({ description: described('ถ้อยคำของประเภทหนึ่ง', 'The words of one type, input or enum.') })
export class WordsOfType {
  @Field(() => String, { description: described('ชื่อใน API', 'Its name in the API.') }) type!: string
  @Field(() => Bilingual, { description: described('คำอธิบาย', 'What the schema says of it.') }) description!: Bilingual
  @Field(() => [SchemaWord], { description: described('ถ้อยคำของแต่ละช่องหรือค่า', 'Of each of its fields, or of its values, in their order.') })
  words!: SchemaWord[]
}

const TypesAsked = z.array(z.string()).max(20)

@Resolver()
export class WordsResolver {
  @Query(() => [WordsOfType], {
    description: described(
      'ถ้อยคำภาษาไทยและภาษาอังกฤษของประเภท ข้อมูลนำเข้า หรือชุดค่า สำหรับแสดงบนหน้าจอ',
      'The words of types, inputs and enums in Thai and English, for a console to show.',
    ),
  })
  words(
    @Args('types', {
      type: () => [String],
      description: described('ชื่อใน API ครั้งละไม่เกิน 20 เช่น Manner', 'Names of the schema, at most 20, as in `Manner`.'),
    })
    types: string[],
    @Info() { schema }: Pick<GraphQLResolveInfo, 'schema'>,
  ): WordsOfType[] {
    return judged(TypesAsked, types, 'types')!.map((type, i) => {
      const words = wordsOf(schema, type)
      if (!words) throw badInput(`types.${i}`, 'UnknownWord')
      return words
    })
  }
}

function wordsOf(schema: GraphQLSchema, name: string): WordsOfType | undefined {
  const type = schema.getType(name)
  const parts: readonly { name: string; description?: string | null }[] | undefined = isEnumType(type)
    ? type.getValues()
    : isObjectType(type) || isInputObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields())
      : undefined
  return (
    parts && {
      type: name,
      description: languagesOf(type!.description ?? ''),
      words: parts.map((part) => ({
        name: part.name,
        label: labels.get(`${name}.${part.name}`) ?? null,
        description: languagesOf(part.description ?? ''),
      })),
    }
  )
}
