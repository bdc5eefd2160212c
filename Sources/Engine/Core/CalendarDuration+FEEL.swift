import FEEL
import Time

extension CalendarDuration {
  /// A duration of FEEL, or the text of one.
  init?(_ value: FEELValue) {
    switch value {
    case .daysTimeDuration(let duration):
      self.init(milliseconds: Int64(clamping: duration.nanoseconds / 1_000_000))
    case .yearsMonthsDuration(let duration): self.init(months: duration.months)
    case .string(let text): self.init(text: text)
    default: return nil
    }
  }
}
