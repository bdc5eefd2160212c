// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "bpmnc-benchmarks",
  dependencies: [
    .package(name: "bpmnc", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "CAllocationCount"),
    .executableTarget(
      name: "BundleBenchmark",
      dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
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
