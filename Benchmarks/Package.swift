// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "bpmnc-benchmarks",
  dependencies: [.package(name: "bpmnc", path: "..")],
  targets: [
    .target(name: "CAllocationCount"),
    .executableTarget(
      name: "FEELBenchmark",
      dependencies: ["CAllocationCount", .product(name: "FEEL", package: "bpmnc")]),
    .executableTarget(
      name: "ReadingBenchmark", dependencies: [.product(name: "BPMN", package: "bpmnc")]),
    .executableTarget(
      name: "TemplateBenchmark",
      dependencies: [
        .product(name: "BPMN", package: "bpmnc"),
        .product(name: "ElementTemplates", package: "bpmnc"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
