package problem

// The codes of network.toml and of the table of its units.
const (
	NetworkMissing       Code = "network.missing"
	NetworkTable         Code = "network.no-table"
	NetworkColumn        Code = "network.missing-column"
	NetworkColumnTwice   Code = "network.column-twice"
	NetworkKey           Code = "network.bad-key"
	NetworkKeyTwice      Code = "network.key-twice"
	NetworkName          Code = "network.no-name"
	NetworkAddress       Code = "network.bad-address"
	NetworkSameAddress   Code = "network.same-address"
	NetworkLanguage      Code = "network.bad-language"
	NetworkField         Code = "network.unknown-field"
	NetworkEmpty         Code = "network.empty-field"
	NetworkOutside       Code = "network.outside"
	NetworkFolder        Code = "network.no-folder"
	NetworkTarget        Code = "network.unknown-target"
	NetworkSuccessor     Code = "network.unknown-successor"
	NetworkInclude       Code = "network.include"
	NetworkStore         Code = "network.store"
	NetworkFrontUnit     Code = "network.front-unit"
	NetworkFrontLanguage Code = "network.front-language"
	LimitUnits           Code = "limit.units"
)

// networkSeverities holds the default severity of these codes.
var networkSeverities = map[Code]Severity{
	NetworkMissing:       Error,
	NetworkTable:         Error,
	NetworkColumn:        Error,
	NetworkColumnTwice:   Error,
	NetworkKey:           Error,
	NetworkKeyTwice:      Error,
	NetworkName:          Error,
	NetworkAddress:       Error,
	NetworkSameAddress:   Error,
	NetworkLanguage:      Error,
	NetworkField:         Error,
	NetworkEmpty:         Error,
	NetworkOutside:       Error,
	NetworkFolder:        Error,
	NetworkTarget:        Error,
	NetworkSuccessor:     Error,
	NetworkInclude:       Error,
	NetworkStore:         Error,
	NetworkFrontUnit:     Warning,
	NetworkFrontLanguage: Error,
	LimitUnits:           Error,
}
