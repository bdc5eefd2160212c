import EngineProtocol
import GRDB
import Storage
import Synchronization

@testable import Engine

extension EmbeddedEngine {
  /// The state of the processor.
  var state: EngineState { loop.core.withLock { $0.processor.state } }

  /// Runs SQL on the log's connection, and returns its first number.
  func execute(_ sql: String) throws -> Int? {
    try loop.core.withLock { core in
      try core.log.file.queue.inDatabase { try Int.fetchOne($0, sql: sql) }
    }
  }
}
