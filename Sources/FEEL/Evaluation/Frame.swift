/// Compiled code: evaluates a part of an expression in a frame.
typealias Code = @Sendable (Frame) -> FEELValue

/// One evaluation: its environment, its resource use and its warnings.
final class Run {
  let environment: FEELEnvironment
  let dialect: FEELDialect
  private(set) var warnings: [FEELWarning] = []
  private(set) var failure: String?
  private var stepsLeft: Int
  /// The deadline is checked when fewer steps are left.
  private var checkpoint: Int
  private static let stepsBetweenCheckpoints = 256
  /// The number of elements of a list or context, each counted as 16 bytes of text, read or copied
  /// per step.
  private static let elementsPerStep = 8
  /// The depth of nested calls, and the levels of their syntax trees in total.
  var depth = 0
  var levels = 0
  static let levelLimit = 10_000
  /// Above 0 where a value may be missing, as inside `is defined(…)`.
  var lenience = 0
  private static let warningLimit = 1000

  init(_ environment: FEELEnvironment, _ dialect: FEELDialect) {
    self.environment = environment
    self.dialect = dialect
    stepsLeft = environment.budget.steps
    checkpoint = max(0, stepsLeft - Run.stepsBetweenCheckpoints)
  }

  func warn(_ type: FEELWarning.Kind, _ range: Range<Int>, _ message: @autoclosure () -> String) {
    guard lenience == 0 || type == .assertFailure, failure == nil, warnings.count < Run.warningLimit
    else { return }
    // In a loop, the same place fails repeatedly.
    guard !warnings.contains(where: { $0.range == range && $0.type == type }) else { return }
    warnings.append(FEELWarning(type: type, message: message(), range: range))
  }

  /// Fails the whole evaluation.
  func fail(_ message: String) {
    if failure == nil { failure = message }
  }

  /// Counts work; false if the evaluation must end.
  @inline(__always)
  func spend(_ steps: Int = 1) -> Bool {
    stepsLeft -= steps
    return stepsLeft < checkpoint ? checkLimits() : failure == nil
  }

  /// Counts the elements read or copied.
  @inline(__always)
  func spend(elements: Int) -> Bool { spend(elements / Run.elementsPerStep) }

  private func checkLimits() -> Bool {
    checkpoint = max(0, stepsLeft - Run.stepsBetweenCheckpoints)
    if stepsLeft < 0 {
      fail("the evaluation needs more than \(environment.budget.steps) steps")
    } else if environment.budget.deadline?() == true {
      fail("the evaluation took too long")
    }
    return failure == nil
  }
}

/// The local values of an expression or of one call of a function.
final class Frame {
  let run: Run
  let globals: FEELContext
  let slots: UnsafeMutablePointer<FEELValue>
  private let count: Int

  init(_ run: Run, globals: FEELContext, slotCount: Int) {
    self.run = run
    self.globals = globals
    count = slotCount
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: .null, count: slotCount)
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }
}
