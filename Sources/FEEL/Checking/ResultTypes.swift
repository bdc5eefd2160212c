extension FEELStaticType {
  /// The result type of a built-in, ignoring null; any if it is not listed.
  static func result(ofFunction name: String) -> FEELStaticType { results[name] ?? .any }

  private static let results: [String: FEELStaticType] = {
    let names: [(FEELStaticType, [String])] = [
      (
        .number,
        [
          "number", "string length", "count", "decimal", "floor", "ceiling", "round up",
          "round down", "round half up", "round half down", "modulo", "sqrt", "log", "exp",
          "product", "stddev", "day of year", "week of year", "random number",
        ]
      ),
      (
        .string,
        [
          "string", "substring", "upper case", "lower case", "substring before",
          "substring after", "replace", "string join", "trim", "uuid", "to base64",
          "from base64", "day of week", "month of year", "to json", "cycle",
        ]
      ),
      (
        .boolean,
        [
          "not", "contains", "starts with", "ends with", "matches", "list contains", "all", "any",
          "and", "or", "odd", "even", "is", "is defined", "is blank", "is empty", "before",
          "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after",
          "finishes", "finished by", "includes", "during", "starts", "started by", "coincides",
        ]
      ),
      (
        .list(.any),
        [
          "append", "concatenate", "union", "insert before", "remove", "reverse", "sort",
          "sublist", "flatten", "distinct values", "duplicate values", "mode", "list replace",
        ]
      ),
      (.list(.list(.any)), ["partition"]), (.list(.number), ["index of"]),
      (.list(.string), ["split", "extract"]),
      (.list(.context(["key": .string, "value": .any], isOpen: false)), ["get entries"]),
      (.openContext, ["context", "context put", "context merge", "put", "put all"]),
      (.date, ["date", "today", "last day of month"]), (.time, ["time"]),
      (.dateTime, ["date and time", "now"]),
      (.yearsMonthsDuration, ["years and months duration"]), (.daysTimeDuration, ["backoff"]),
      (.range, ["range"]),
    ]
    return names.reduce(into: [:]) { table, entry in
      for name in entry.1 { table[name] = entry.0 }
    }
  }()
}
