package dev.laneway.core.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySchemaTest {

  private static final String ORDER =
      """
      {"type":"object","required":["id","items"],"additionalProperties":false,"$comment":"x",
       "properties":{"id":{"type":"string","pattern":"^o-"},
         "items":{"type":"array","minItems":1,"items":{"type":"object","required":["price"],
           "properties":{"price":{"type":"number","minimum":0}}}}}}""";

  private static boolean fits(String schema, String value) {
    return ReplySchema.of(schema).objectionTo(value).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'string'}                                  | 'a'            | 1",
        "{'type':'number'}                                  | 1.5            | '1.5'",
        "{'type':'integer'}                                 | 3              | 3.5",
        "{'type':'integer'}                                 | 3.0            | null",
        "{'type':'boolean'}                                 | false          | 0",
        "{'type':'null'}                                    | null           | 0",
        "{'type':['array','null']}                          | []             | {}",
        "{'properties':{'a':{'type':'string'}}}             | {'b':1}        | {'a':1}",
        "{'required':['a']}                                 | {'a':null}     | {'b':1}",
        "{'properties':{'a':true},'additionalProperties':false} | {'a':1}    | {'a':1,'b':2}",
        "{'additionalProperties':{'type':'integer'}}        | {'x':1}        | {'x':'1'}",
        "{'properties':{'a':false}}                         | {}             | {'a':1}",
        "{'items':{'type':'integer'}}                       | [1,2]          | [1,'2']",
        "{'minItems':2}                                     | [1,2]          | [1]",
        "{'maxItems':2}                                     | [1,2]          | [1,2,3]",
        "{'enum':['a',1,{'x':[1]}]}                         | {'x':[1.0]}    | 'b'",
        "{'const':10}                                       | 1e1            | 11",
        "{'anyOf':[{'type':'string'},{'minimum':5}]}        | 7              | 3",
        "{'oneOf':[{'minimum':5},{'maximum':9}]}            | 3              | 7",
        "{'allOf':[{'minimum':5},{'maximum':9}]}            | 7              | 10",
        "{'minimum':0.1}                                    | 0.1            | 0.09999999999999999999",
        "{'maximum':12345678901234567890}                   | 12345678901234567890 | 12345678901234567891",
        "{'minLength':2}                                    | '🌍🌍'         | '🌍'",
        "{'maxLength':1}                                    | '🌍'           | 'ab'",
        "{'pattern':'b+'}                                   | 'abc'          | 'ac'",
        "{'type':'object','format':'x','$ref':'#/nowhere'}  | {}             | []",
      })
  void each_keyword_lets_pass_what_fits_and_nothing_else(String schema, String good, String bad) {
    String json = schema.replace('\'', '"');
    assertThat(fits(json, good.replace('\'', '"'))).isTrue();
    assertThat(fits(json, bad.replace('\'', '"'))).isFalse();
  }

  @Test
  void an_objection_names_the_place_and_the_rule_and_quotes_nothing() {
    ReplySchema order = ReplySchema.of(ORDER);

    assertThat(order.objectionTo("{\"id\":\"o-1\",\"items\":[{\"price\":1}]}")).isEmpty();
    assertThat(order.objectionTo("{\"id\":\"o-1\",\"items\":[{\"price\":1},{\"price\":-777}]}"))
        .contains("$.items[1].price must be at least 0");
    assertThat(order.objectionTo("{\"id\":\"o-1\",\"items\":[{}]}"))
        .contains("$.items[0].price is required");
    assertThat(order.objectionTo("{\"id\":\"secret\",\"items\":[]}"))
        .contains("$.id must match ^o-");
    assertThat(order.objectionTo("{\"id\":\"o-1\",\"items\":[{\"price\":1}],\"secret\":1}"))
        .contains("$.* must not be there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "I cannot help", "```json\n{}\n```", "{} {}", "{\"a\":"})
  void what_is_no_json_does_not_fit(String text) {
    assertThat(ReplySchema.of("true").objectionTo(text)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'text'}                            | #/type must be among",
        "{'type':[]}                                | #/type must be among",
        "{'required':'a'}                           | #/required must be a list of texts",
        "{'properties':[]}                          | #/properties must be an object",
        "{'properties':{'a':{'minItems':-1}}}       | #/properties/a/minItems must be a whole number",
        "{'properties':{'a':3}}                     | #/properties/a must be an object or a boolean",
        "{'items':[{}]}                             | #/items must be an object or a boolean",
        "{'enum':[]}                                | #/enum must be a list with something in it",
        "{'anyOf':[{'maximum':'9'}]}                | #/anyOf/0/maximum must be a number, was \"9\"",
        "{'pattern':'['}                            | #/pattern must be a regular expression",
        "[1]                                        | # must be an object or a boolean",
        "{'type':                                   | that is no JSON",
      })
  void a_schema_that_cannot_be_meant_is_refused_by_name(String schema, String words) {
    assertThatThrownBy(() -> ReplySchema.of(schema.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("check must be a JSON schema")
        .hasMessageContaining(words);
  }
}
