"""The settings of every profile that LibreOffice is run with: no macros, nothing from outside the document."""

from __future__ import annotations

_OFFICE = "/org.openoffice.Office"
# (place, name, value).  Names that a version does not know are passed over by it.
_VALUES = (
    (f"{_OFFICE}.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_OFFICE}.Common/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    # 0: never brought up to date.
    (f"{_OFFICE}.Writer/Content/Update", "Link", "0"),
    (f"{_OFFICE}.Calc/Content/Update", "Link", "2"),
    (f"{_OFFICE}.Java/VirtualMachine", "Enable", "false"),
    (f"{_OFFICE}.Common/Misc", "CrashReport", "false"),
    (f"{_OFFICE}.Common/Misc", "CollectUsageInformation", "false"),
    (f"{_OFFICE}.Recovery/AutoSave", "Enabled", "false"),
    (f"{_OFFICE}.Recovery/RecoveryInfo", "Enabled", "false"),
    # 2: a proxy by hand; nobody listens at this one.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyPort", "9"),
)

SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    + "".join(
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for place, name, value in _VALUES
    )
    + "</oor:items>\n"
)
"""What stands in ``registrymodifications.xcu``."""
