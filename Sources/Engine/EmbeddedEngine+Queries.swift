package import EngineProtocol

extension EmbeddedEngine {
  /// Searches everything alive and the ended instances that are kept, including what was
  /// acknowledged before. Secrets are shown as placeholders.
  /// - Throws: `.invalidArgument` for a field that the subject does not have, and for too many
  ///   conditions.
  package func search(_ query: Query) async throws -> QueryResult {
    let statement = try QueryStatement(query)
    return try await loop.projector.read(statement.run)
  }

  /// Counts what `search` finds.
  /// - Throws: the same errors.
  package func count(
    _ subject: QuerySubject, where conditions: [QueryCondition], by fields: [QueryField],
    distinct: QueryField?
  ) async throws -> [QueryCount] {
    let statement = try CountStatement(subject, where: conditions, by: fields, distinct: distinct)
    return try await loop.projector.read(statement.run)
  }
}
