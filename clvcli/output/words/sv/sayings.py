"""The Swedish of texts that are made in English below the output: notes, decisions, reasons."""

from __future__ import annotations

SAYINGS = {
    # --- what a column means in a table after the first that has it
    "ISO 4217; null where the data name none": "ISO 4217; tomt där data inte anger någon",
    "channel or source of the first order, or a channel of spend that nobody came by": (
        "första orderns kanal eller källa, eller en kanal med marknadskostnad som ingen kom genom"
    ),
    "code of the reason, see clvcli explain": "skälets kod, se clvcli explain",
    "collection or season": "kollektion eller säsong",
    "customers in both": "kunder i båda",
    "customers known at the cut": "kunder som var kända den sista kända dagen",
    "customers of the segment: exported + held_out + withheld": (
        "kunder i segmentet: exporterade + kontrollgrupp + undantagna"
    ),
    "customers who went this way": "kunder som gick den vägen",
    "days since the last order, the median": "dagar sedan den senaste ordern, median",
    "fewer than 30: they say little of others like them": "färre än 30: de säger lite om andra som dem",
    "file as given": "filen som den angavs",
    "how to reach them": "hur de nås",
    "last day that counts": "sista dagen som räknas",
    "lower end of the 80 % interval of clv_residual; empty without the orders": (
        "nedre gräns för 80-procentsintervallet för återstående kundvärde; tomt utan ordrarna"
    ),
    "money of the step": "belopp i steget",
    "net revenue expected in the next 12 months": "nettoomsättning som väntas de närmaste 12 månaderna",
    "net revenue to date and expected, undiscounted": "nettoomsättning hittills och väntad, utan diskontering",
    "of all customers, in percent": "av alla kunder, i procent",
    "of clv_12m, what hangs on purchases that may not come: x (1 - p_buy_12m)": (
        "av väntat, 12 månader, det som hänger på köp som kanske inte kommer: x (1 - köper igen, 12 månader)"
    ),
    "of the segment": "för segmentet",
    "of the value, and of the segment": "för värdet, och för segmentet",
    "of those who come back, a quarter has by then": "då har en fjärdedel gjort det av dem som kommer tillbaka",
    "of those who come back, three quarters have by then": (
        "då har tre fjärdedelar gjort det av dem som kommer tillbaka"
    ),
    "orders they belong to": "ordrar som de hör till",
    "probability of buying again within 12 months, left alone": (
        "sannolikhet att köpa igen inom 12 månader, utan kontakt"
    ),
    "product group": "varugrupp",
    "share of the value that tiers rank by, in percent": (
        "andel av det värde som nivåerna rangordnas efter, i procent"
    ),
    "size": "storlek",
    "the last day before the customer counts as lapsed": "sista dagen innan kunden räknas som inaktiv",
    "the later day": "den senare dagen",
    "the most to spend on them in 12 months, by the book of actions": (
        "det mesta de får kosta på 12 månader, enligt åtgärdsboken"
    ),
    "the rule that excludes, or the reason of a rejection": "regeln som utesluter, eller skälet till en avvisning",
    "the segment of the first scheme": "segmentet i den första indelningen",
    "the segment; (all): those of a currency together": "segmentet; (all): alla i en valuta tillsammans",
    "the shop's id as printed; null where it has none": "butikens id som det står; tomt där det saknas",
    "the shop's id of the customer": "butikens id för kunden",
    "treated, control or withheld": "kontaktade, kontrollgrupp eller undantagna",
    "unit of the money": "beloppens valuta",
    "upper end of the 80 % interval of clv_residual; empty without the orders": (
        "övre gräns för 80-procentsintervallet för återstående kundvärde; tomt utan ordrarna"
    ),
    "value tier": "värdenivå",
    "value to date and to come": "värde hittills och framåt",
    "value_to_date + clv_residual": "värde hittills + återstående kundvärde",
    "what money means": "vad beloppen betyder",
    "what the forecast of the model in use was made by, chosen before the cut": (
        "vad den använda modellens prognos gjordes med, vald på det som var känt dittills"
    ),
    "what they are expected to be worth in 12 months": "vad de väntas vara värda på 12 månader",
    "what they are expected to be worth over the horizon": "vad de väntas vara värda inom tidshorisonten",
    "what they were worth so far": "vad de har varit värda hittills",
    "where the formula comes from": "var formeln kommer ifrån",
    "who ordered for the first time in these months, kept or not": (
        "de som beställde första gången under dessa månader, även om allt returnerades"
    ),
    # --- parts of sentences
    " in {currency}": " i {currency}",
    " of customers in {currency}": " för kunder i {currency}",
    "no currency": "ingen valuta",
    ", {share:.0%} of net sales": ", {share:.0%} av nettoförsäljningen",
    ", {share:.0%} of its money": ", {share:.0%} av beloppet",
    " and {money:,} of net revenue": " och {money:,} av nettoomsättningen",
    ", of which {money:,.2f} would be tax at a rate of 25 %": (
        ", varav {money:,.2f} skulle vara moms vid 25\N{NO-BREAK SPACE}%"
    ),
    ", per 100 units for {currencies}": ", per 100 enheter för {currencies}",
    ", up to {money:,}": ", högst {money:,}",
    ", {money:,} less in all": ", {money:,} mindre sammanlagt",
    "; {idle:,} of its entries name nobody who bought": "; {idle:,} av dess poster gäller ingen som har köpt",
    "orders without a channel": "ordrar utan kanal",
    "the forecast": "prognosen",
    "{days} day": "{days} dag",
    "{days} days": "{days} dagar",
    "{count:,} customer": "{count:,} kund",
    "{count:,} customers": "{count:,} kunder",
    "{count:,} sku": "{count:,} artikel",
    "{count:,} skus": "{count:,} artiklar",
    "{count:,} lines have no customer": "{count:,} rader saknar kund",
    "{count:,} lines have no sku": "{count:,} rader saknar artikelnummer",
    "{keys} not in it": "{keys} saknas i den",
    "{said} and {other}": "{said} och {other}",
    "{shown} and {more:,} more": "{shown} och {more:,} till",
    # --- notes on reading
    "{count:,} of {read:,} rows rejected ({told}); see {target}": (
        "{count:,} av {read:,} rader avvisade ({told}); se {target}"
    ),
    "{count:,} of {read:,} rows rejected ({told}); give -o FILE to keep them in FILE.rejects.csv": (
        "{count:,} av {read:,} rader avvisade ({told}); ange -o FIL för att få dem i FIL.rejects.csv"
    ),
    "not read as exports: {files}": "inte lästa som exporter: {files}",
    "{option} changed nothing: {why}": "{option} ändrade ingenting: {why}",
    "{rows:,} of {of:,} rows found none of the {name}": (
        "{rows:,} av {of:,} rader hittade ingen motsvarighet i {name}"
    ),
    "{keys:,} values of `{key}` stand several times among the {name} and say different things; one is taken": (
        "{keys:,} värden i `{key}` står flera gånger i {name} och säger olika saker; ett används"
    ),
    "{keys:,} of the {name} belong to no order line, and their money is not counted": (
        "{keys:,} rader i {name} hör inte till någon orderrad, och deras belopp räknas inte"
    ),
    "{keys:,} of the {name} belong to no order line": "{keys:,} rader i {name} hör inte till någon orderrad",
    "the format {name} is unverified: its columns were seen in no file": (
        "formatet {name} är inte bekräftat: dess kolumner har inte setts i någon fil"
    ),
    # --- notes on orders and money
    "{orders:,} orders stand twice and count once: {rows:,} rows left out": (
        "{orders:,} ordrar står två gånger och räknas en gång: {rows:,} rader utelämnade"
    ),
    "{orders:,} orders stand twice and count once: {rows:,} rows, {money:,} left out": (
        "{orders:,} ordrar står två gånger och räknas en gång: {rows:,} rader, {money:,} utelämnade"
    ),
    "{rows:,} identical rows count once": "{rows:,} identiska rader räknas en gång",
    "{rows:,} lines are identical to another line of their order and count": (
        "{rows:,} rader är identiska med en annan rad i sin order och räknas"
    ),
    (
        "credit notes: {matched:,} lines{matched_money} set against earlier orders, {loose:,} lines{loose_money}"
        " found none and are booked on their own date"
    ): (
        "kreditfakturor: {matched:,} rader{matched_money} avräknade mot tidigare ordrar, {loose:,}"
        " rader{loose_money} hittade ingen och bokförs på sitt eget datum"
    ),
    "{source}: {lines:,} lines are of a type nobody knows ({named}) and count as goods{worth}": (
        "{source}: {lines:,} rader har en okänd typ ({named}) och räknas som varor{worth}"
    ),
    "{orders:,} orders of the store came again with fewer lines or less money{less}; the newer counts": (
        "{orders:,} ordrar i lagret kom igen med färre rader eller lägre belopp{less}; den nyare räknas"
    ),
    "1 order is called partly refunded and nothing says by how much; nothing is taken off{worth}": (
        "1 order anges som delvis återbetald, men inget säger hur mycket; inget dras av{worth}"
    ),
    "{orders:,} orders are called partly refunded and nothing says by how much; nothing is taken off{worth}": (
        "{orders:,} ordrar anges som delvis återbetalda, men inget säger hur mycket; inget dras av{worth}"
    ),
    "{orders:,} orders have lines on several days; the first day counts": (
        "{orders:,} ordrar har rader på flera dagar; den första dagen räknas"
    ),
    "{orders:,} order numbers stand under several buyers; each buyer's is an order of its own": (
        "{orders:,} ordernummer står hos flera köpare; hos varje köpare är det en egen order"
    ),
    "{orders:,} orders have the day and money of orders in another file: perhaps they are the same, twice": (
        "{orders:,} ordrar har samma dag och belopp som ordrar i en annan fil: kanske är det samma, två gånger"
    ),
    (
        "{lines:,} order lines are converted at a rate more than {limit_days} days older than the order; the oldest"
        " is of {oldest}, {oldest_days} days before"
    ): (
        "{lines:,} orderrader räknas om till en kurs som är mer än {limit_days} dagar äldre än ordern; den äldsta"
        " är från {oldest}, {oldest_days} dagar före"
    ),
    "nothing says whether amounts hold tax; they count as printed{worth}": (
        "inget säger om beloppen innehåller moms; de räknas som de står{worth}"
    ),
    "the rates that the orders name are taken as rates to {target}: no order is in {target} to prove it": (
        "kurserna i ordrarna tas som kurser till {target}: ingen order är i {target} och kan visa det"
    ),
    "cost is known for {covered:.0%} of net sales{of}; the rest is taken at the same average rate": (
        "kostnaden är känd för {covered:.0%} av nettoförsäljningen{of}; resten antas kosta lika mycket i genomsnitt"
    ),
    "a purchase of {customers:,} of {of:,} customers{where} is expected to cost more than it leaves": (
        "ett köp av {customers:,} av {of:,} kunder{where} väntas kosta mer än det lämnar"
    ),
    "{option} names no amount for {where}: {orders:,} of {of:,} orders are taken to cost none": (
        "{option} anger inget belopp för {where}: {orders:,} av {of:,} ordrar antas inte kosta något"
    ),
    # --- notes on files beside the orders
    "{source} speaks of {found:,} of {lines:,} sold lines{reach}; {told}": (
        "{source} gäller {found:,} av {lines:,} sålda rader{reach}; {told}"
    ),
    "{lines:,} of {of:,} sold lines cost more than they were sold for, by {source}": (
        "{lines:,} av {of:,} sålda rader kostar enligt {source} mer än de såldes för"
    ),
    "{source} says different things of {customers:,} customers with several rows; the first id speaks": (
        "{source} säger olika saker om {customers:,} kunder med flera rader; det första id:t gäller"
    ),
    "order lines have no column for {fields}; what {source} says of it is not kept": (
        "orderraderna har ingen kolumn för {fields}; det som {source} säger om det sparas inte"
    ),
    "{customers:,} customers are left out by the list{rest}": "{customers:,} kunder utelämnas enligt listan{rest}",
    "{source} has contracts of 1 customer that overlap; they count as one": (
        "{source} har avtal för 1 kund som överlappar; de räknas som ett"
    ),
    "{source} has contracts of {customers:,} customers that overlap; they count as one": (
        "{source} har avtal för {customers:,} kunder som överlappar; de räknas som ett"
    ),
    "{source}: {rows:,} of {of:,} rows are of nobody who has ordered; {amount:,.2f} is left out{share}": (
        "{source}: {rows:,} av {of:,} rader gäller ingen som har beställt; {amount:,.2f} utelämnas{share}"
    ),
    "{source}: 1 row is dated after {as_of}; {amount:,.2f} is left out": (
        "{source}: 1 rad är daterad efter {as_of}; {amount:,.2f} utelämnas"
    ),
    "{source}: {rows:,} rows are dated after {as_of}; {amount:,.2f} is left out": (
        "{source}: {rows:,} rader är daterade efter {as_of}; {amount:,.2f} utelämnas"
    ),
    "{rows:,} rows are added up to {cells:,} of a month and channel": (
        "{rows:,} rader summeras till {cells:,} för en månad och kanal"
    ),
    "amounts below zero on {count:,} rows are taken for credits": (
        "belopp under noll på {count:,} rader räknas som krediteringar"
    ),
    "`{name}` ({amount:,.0f}; nearest: `{near}`)": "`{name}` ({amount:,.0f}; närmast: `{near}`)",
    "{source}: no first order came through {named}; {share:.0%} of spend, counted for all customers together": (
        "{source}: ingen första order kom genom {named}; {share:.0%} av marknadskostnaden, räknad för alla kunder"
        " tillsammans"
    ),
    "nobody was new in {months}": "inga nya kunder i {months}",
    "nothing is said of {months}, when customers were new": "inget sägs om {months}, då det fanns nya kunder",
    "{source} names no spend in {currencies}; what won those who pay in it is laid on the others": (
        "{source} anger ingen marknadskostnad i {currencies}; vad de som betalar i den kostade att vinna läggs på"
        " de andra"
    ),
    # --- notes on buyers
    "guests: {share_of_orders:.0%} of orders and {share_of_revenue:.0%} of net revenue name no buyer": (
        "gäster: {share_of_orders:.0%} av ordrarna och {share_of_revenue:.0%} av nettoomsättningen saknar köpare"
    ),
    "no order names a buyer: totals can be given, customers cannot": (
        "ingen order anger en köpare: summor kan visas, men inga kunder"
    ),
    "each of {orders:,} orders has a customer id of its own: ids may be given per order": (
        "var och en av {orders:,} ordrar har ett eget kund-id: det kan sättas per order"
    ),
    "{count:,} customer ids merged with another by e-mail": (
        "{count:,} kund-id har slagits samman med ett annat genom e-post"
    ),
    "{count:,} groups of ids share an address and are too large to be a person; left apart": (
        "{count:,} grupper av kund-id delar en adress och är för stora för att vara en person; de hålls isär"
    ),
    "one customer has {share:.0%} of the orders{worth}: perhaps a cash or collective customer": (
        "en kund har {share:.0%} av ordrarna{worth}: kanske en kontant- eller samlingskund"
    ),
    (
        "1 customer has a relay address ({share_of_orders:.0%} of orders): they cannot be known again in other"
        " channels"
    ): (
        "1 kund har en vidarebefordringsadress ({share_of_orders:.0%} av ordrarna) och går inte att känna igen i"
        " andra kanaler"
    ),
    (
        "{customers:,} customers have a relay address ({share_of_orders:.0%} of orders): they cannot be known again"
        " in other channels"
    ): (
        "{customers:,} kunder har en vidarebefordringsadress ({share_of_orders:.0%} av ordrarna) och går inte att"
        " känna igen i andra kanaler"
    ),
    "1 customer has paid nothing for what was kept, and tell nothing of what others spend": (
        "1 kund har inte betalat något för det som behölls och säger inget om vad andra köper för"
    ),
    "{customers:,} customers have paid nothing for what was kept, and tell nothing of what others spend": (
        "{customers:,} kunder har inte betalat något för det som behölls och säger inget om vad andra köper för"
    ),
    "1 return of {money:,.2f} made after {day} is not counted: later days are not known": (
        "1 retur på {money:,.2f} efter {day} räknas inte: senare dagar är inte kända"
    ),
    "{rows:,} returns of {money:,.2f} made after {day} are not counted: later days are not known": (
        "{rows:,} returer på {money:,.2f} efter {day} räknas inte: senare dagar är inte kända"
    ),
    "{day} is {days} days after the last order: all customers are taken to have bought nothing since": (
        "{day} är {days} dagar efter den sista ordern: alla kunder antas inte ha köpt något sedan dess"
    ),
    # --- notes on forecasts
    "no forecast{where}: {reason}; historic columns only": (
        "ingen prognos{where}: {reason}; bara historiska kolumner"
    ),
    "no model{where}: {reason}; they are expected to do what earlier customers did, {days} days ahead": (
        "ingen modell{where}: {reason}; de väntas göra som tidigare kunder, {days} dagar framåt"
    ),
    "no model of leaving{where}: {reason}; they are expected to stay and buy as before, {days} days ahead": (
        "ingen modell för kundbortfall{where}: {reason}; de väntas stanna och köpa som hittills, {days} dagar"
        " framåt"
    ),
    "no group is large enough to be fitted alone: one model, of {group}": (
        "ingen grupp är stor nog för en egen modell: en modell, för {group}"
    ),
    "models of {groups}": "modeller för {groups}",
    "tiers rank customers by {column}: there is no forecast to add": (
        "nivåerna rangordnar kunderna efter {column}: det finns ingen prognos att lägga till"
    ),
    "{named} looks {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long": (
        "{named} ser {furthest:,} dagar framåt, från {span:,} dagar med ordrar: ingen har kunnat följas så länge"
    ),
    "{named} look up to {furthest:,} days ahead, from {span:,} days of orders: nobody has been seen for so long": (
        "{named} ser upp till {furthest:,} dagar framåt, från {span:,} dagar med ordrar: ingen har kunnat följas så"
        " länge"
    ),
    "the last quarters would have been predicted better by a naive rule: {of}": (
        "de senaste kvartalen hade förutsagts bättre av en enkel tumregel: {of}"
    ),
    "no backtest of amounts in {where}: {reason}": "inget test mot utfall för belopp i {where}: {reason}",
    "the model is saved without {corrections}": "modellen sparas utan {corrections}",
    "the model was learnt from orders up to {day} and is asked about customers {number} later": (
        "modellen är anpassad till ordrar till och med {day} och används på kunder {number} senare"
    ),
    (
        "the model was learnt from orders up to {day} and is asked about customers {number} earlier, having seen"
        " what came after"
    ): (
        "modellen är anpassad till ordrar till och med {day} och används på kunder {number} tidigare, och har sett"
        " vad som kom sedan"
    ),
    "every future purchase is expected at the average of all customers: {reason}": (
        "varje kommande köp väntas bli allas genomsnitt: {reason}"
    ),
    "correlation {figure:.2f}": "korrelation {figure:.2f}",
    "of ranks {figure:.2f}": "för ranger {figure:.2f}",
    "{share:.0%} of the variance of spend lies between purchase counts": (
        "{share:.0%} av köpbeloppets varians ligger mellan antal köp"
    ),
    "spend per purchase goes with how often customers buy ({told}); they are taken as independent": (
        "beloppet per köp följer hur ofta kunderna köper ({told}); de antas vara oberoende"
    ),
    # --- notes on sorting, actions and audiences
    "no customer has {column}: all are in the last tier": "ingen kund har {column}: alla är på den sista nivån",
    "{schemes}: sorted by the cut points of {name}, as of {as_of}": (
        "{schemes}: indelade efter gränserna i {name}, per {as_of}"
    ),
    "{name} has no cut points of {schemes}: learnt from these customers": (
        "{name} har inga gränser för {schemes}: de dras efter dessa kunder"
    ),
    "rows of fewer than {least} customers are hidden, with others that would give them away": (
        "rader med färre än {least} kunder är dolda, liksom andra som skulle avslöja dem"
    ),
    "1 customer has another score than others with the same figure, for fifths of one size": (
        "1 kund har andra poäng än andra med samma siffra, för att femtedelarna ska bli lika stora"
    ),
    "{customers:,} customers have another score than others with the same figure, for fifths of one size": (
        "{customers:,} kunder har andra poäng än andra med samma siffra, för att femtedelarna ska bli lika stora"
    ),
    "the customers{of} are one group: they are fewer than {least}, or no groups of them are found again": (
        "kunderna{of} är en grupp: de är färre än {least}, eller inga grupper av dem går att finna igen"
    ),
    "that a contact raises the chance to buy again is assumed: by {uplift} points, the middle decides": (
        "att en kontakt höjer sannolikheten för ett nytt köp är ett antagande: med {uplift} procentenheter, den"
        " mellersta avgör"
    ),
    "no cost is known: rewards are a share of revenue, and what would earn them back is not known": (
        "inga kostnader är kända: belöningarna är en andel av omsättningen, och vad som tjänar in dem är okänt"
    ),
    "fewer than {enough} have come back{where}: who is silent for more than {days} days counts as lapsed": (
        "färre än {enough} har kommit tillbaka{where}: den som är tyst i mer än {days} dagar räknas som inaktiv"
    ),
    "who says yes to {asked} of {source} is passed on to {network}; make sure that they were asked for that": (
        "den som säger ja till {asked} i {source} lämnas vidare till {network}; kontrollera att frågan gällde det"
    ),
    "{network} asks for lists of {least} rows or more; shorter are {which}": (
        "{network} kräver listor med minst {least} rader; kortare är {which}"
    ),
    "no file is written of {names}: nobody is left to pass on": (
        "ingen fil skrivs för {names}: ingen är kvar att lämna vidare"
    ),
    "no list was written for {network}: nobody is left to pass on": (
        "ingen lista skrevs för {network}: ingen är kvar att lämna vidare"
    ),
    "{rows:,} of the exported have a phone that is no number; it is left out": (
        "{rows:,} av de exporterade har en telefon som inte är något nummer; den utelämnas"
    ),
    "fewer than {few} were treated or held out in {names}: what is seen there may be chance": (
        "färre än {few} kontaktades eller hölls utanför i {names}: det som syns där kan vara slumpen"
    ),
    "{members:,} of {of:,} members of the audience are not among these customers; they bought nothing": (
        "{members:,} av {of:,} i målgruppen finns inte bland dessa kunder; de köpte ingenting"
    ),
    # --- how the data were read: what was decided
    "amounts": "belopp",
    "column `{column}`": "kolumnen `{column}`",
    "column of {field}": "kolumn för {field}",
    "columns": "kolumner",
    "compression": "komprimering",
    "cost": "kostnad",
    "costs": "kostnader",
    "currency": "valuta",
    "customers": "kunder",
    "date format": "datumformat",
    "decimal sign": "decimaltecken",
    "decimals": "decimaler",
    "discount": "rabatt",
    "encoding": "teckenkodning",
    "files of the folder": "filer i mappen",
    "format": "filformat",
    "furniture": "kringtext",
    "header": "rubrikrad",
    "ids": "id-nummer",
    "input": "indata",
    "left out": "utelämnat",
    "products": "produkter",
    "separator": "skiljetecken",
    "sheet": "blad",
    "status": "orderstatus",
    "tax": "moms",
    "tax in `{column}`": "moms i `{column}`",
    "tax in {currency}": "moms i {currency}",
    "version of the store": "lagrets version",
    # --- how the data were read: to what
    "after a comma without quotes": "efter ett komma utan citattecken",
    "after discount": "efter rabatt",
    "bar": "lodstreck",
    "before discount": "före rabatt",
    "blanks": "blanksteg",
    "comma": "komma",
    "day before month": "dag före månad",
    "for audiences": "för målgrupper",
    "in parts": "i delar",
    "joined": "sammanförd",
    "left out: {columns}": "utelämnade: {columns}",
    "line {line}": "rad {line}",
    "month before day": "månad före dag",
    "none": "ingen",
    "none charged": "ingen debiterad",
    "not used": "används inte",
    "of a unit": "per styck",
    "of the line": "radens",
    "of the line, after discount": "radens, efter rabatt",
    "of the line, before discount": "radens, före rabatt",
    "of the order": "orderns",
    "of the order, on its first row": "orderns, på dess första rad",
    "of the order, repeated on its rows": "orderns, upprepat på dess rader",
    "of the order, {where}": "orderns, {where}",
    "once": "en gång",
    "put aside": "lagd åt sidan",
    "quantity x the price of one unit": "antal x pris per styck",
    "quantity x unit price": "antal x styckpris",
    "read once": "läst en gång",
    "repeated": "upprepat",
    "semicolon": "semikolon",
    "tab": "tabb",
    "the order's subtotal": "orderns delsumma",
    "utf-8, written twice": "utf-8, skriven två gånger",
    "without `.0`": "utan `.0`",
    "year first": "år först",
    "{count} total or header lines left out": "{count} summa- eller rubrikrader utelämnade",
    "{field} in {column}": "{field} i {column}",
    # --- how the data were read: why
    "`{column}`, line {line}: {text}": "`{column}`, rad {line}: {text}",
    "a GIF image": "en GIF-bild",
    "a JPEG image": "en JPEG-bild",
    "a PDF document": "ett PDF-dokument",
    "a PNG image": "en PNG-bild",
    "a TIFF image": "en TIFF-bild",
    "a folder": "en mapp",
    "a log": "en logg",
    "a price, and no column holds quantities": "ett pris, och ingen kolumn innehåller antal",
    "a program": "ett program",
    "a rich text document": "ett RTF-dokument",
    "all of `{column}` are days so": "hela `{column}` blir dagar så",
    "all of `{column}` end in it": "hela `{column}` slutar så",
    "amount + tax = total": "belopp + moms = summa",
    "amount - discount = total": "belopp - rabatt = summa",
    "amount = price + tax": "belopp = pris + moms",
    "amount = subtotal + shipping": "belopp = delsumma + frakt",
    "amount = total": "belopp = summa",
    "amount differs from quantity x unit price": "beloppet skiljer sig från antal x styckpris",
    "amount is the order's total": "beloppet är orderns summa",
    "as {field} it should hold dates, and does not": "som {field} borde den innehålla datum, men gör det inte",
    "as {field} it should hold numbers, and does not": "som {field} borde den innehålla tal, men gör det inte",
    "by {key}, {rows:,} rows": "genom {key}, {rows:,} rader",
    "called gross, with a discount beside it": "heter brutto, med en rabatt bredvid",
    "columns {names}": "kolumnerna {names}",
    "except line {line}": "utom rad {line}",
    "given {times} times": "angiven {times} gånger",
    "hidden": "dold",
    "it differs between the rows of {share:.0%} of orders": (
        "det skiljer sig mellan raderna i {share:.0%} av ordrarna"
    ),
    "it holds e-mail addresses": "den innehåller e-postadresser",
    "it holds names of people": "den innehåller personnamn",
    "it is the same on all rows of {share:.0%} of orders": (
        "det är detsamma på alla rader i {share:.0%} av ordrarna"
    ),
    "it is the selling price on {share:.0%} of rows": "det är försäljningspriset på {share:.0%} av raderna",
    "it stands beside the amounts": "den står bredvid beloppen",
    "its letters were `Ã¦` and the like": "tecknen var `Ã¦` och liknande",
    "lists, records or bytes": "listor, poster eller byte",
    "more than the price on some rows": "mer än priset på några rader",
    "never above {largest:g}": "aldrig över {largest:g}",
    "no file": "ingen fil",
    "no order has it on two rows": "ingen order har det på två rader",
    "none of it is needed for the money, the day or the buyer of an order": (
        "inget av det behövs för en orders belopp, dag eller köpare"
    ),
    "not {names}": "inte {names}",
    "notes": "anteckningar",
    "of what keeps an order out or gives money back the graver holds": (
        "av det som utesluter en order eller återbetalar pengar gäller det som väger tyngst"
    ),
    "one cell more than names on each line, always behind cell {cell}": (
        "en cell mer än rubrikerna på varje rad, alltid efter cell {cell}"
    ),
    "rates of the order date from {file}{of_hundreds}": "orderdatumets kurser från {file}{of_hundreds}",
    "rows that an earlier run rejected": "rader som en tidigare körning avvisade",
    "settings": "inställningar",
    "tax is {share:.0%} of the amount": "momsen är {share:.0%} av beloppet",
    "taxes are zero on every order": "momsen är noll på alla ordrar",
    "the better name; also {others}": "det bättre namnet; även {others}",
    "the column is called `{column}`": "kolumnen heter `{column}`",
    "the column's name": "kolumnens namn",
    "the names of the columns": "kolumnernas namn",
    "the only number, and its values come back on other days": (
        "det enda talet, och dess värden återkommer andra dagar"
    ),
    "the other amount = gross - discount + shipping": "det andra beloppet = brutto - rabatt + frakt",
    "the rates that the orders name": "kurserna i ordrarna",
    "the values, as none has a name": "värdena, eftersom ingen har något namn",
    "values on the first line": "värden på första raden",
    "{count} columns of numbers without names, one of them dates as yyyymmdd": (
        "{count} kolumner med tal utan namn, en av dem datum som ååååmmdd"
    ),
    "{count} known names on it; the lines above it left out": (
        "{count} kända namn på den; raderna ovanför är utelämnade"
    ),
    "{found:,} of {lines:,} sold lines{reach}": "{found:,} av {lines:,} sålda rader{reach}",
    "{share:.0%} of rows = quantity x unit price less it": "{share:.0%} av raderna = antal x styckpris minus den",
    "{share:.0%} of rows agree with quantity x unit price": "{share:.0%} av raderna stämmer med antal x styckpris",
    "{votes:,} of {of:,} orders of several units add up so": (
        "{votes:,} av {of:,} ordrar med flera varor går ihop så"
    ),
    "{votes:,} of {orders:,} taxed orders add up so": "{votes:,} av {orders:,} ordrar med moms går ihop så",
    "{words} on {share:.0%}": "{words} på {share:.0%}",
    # --- why the forecast is made as it is, or why there is none
    "(chi-square {found:.1f}, {needed:.1f} needed)": "(chi-kvadrat {found:.1f}, {needed:.1f} krävs)",
    "1 customer is known for {days:,} days, {needed} are needed": (
        "1 kund har kunnat följas {days:,} dagar, {needed} krävs"
    ),
    "{customers:,} customers are known for {days:,} days, {needed} are needed": (
        "{customers:,} kunder har kunnat följas {days:,} dagar, {needed} krävs"
    ),
    "customers known for {days:,} days made {made:,} purchases in them, {needed} are needed": (
        "kunder som kunnat följas {days:,} dagar gjorde {made:,} köp under dem, {needed} krävs"
    ),
    "a month of the last {quarters} is missed by {shaped:.0%} with them, by {plain:.0%} without": (
        "en månad under {quarters} missas med {shaped:.0%} med dem, med {plain:.0%} utan"
    ),
    "quarter": "det senaste kvartalet",
    "{count} quarters": "de senaste {count} kvartalen",
    "a purchase model": "en köpmodell",
    "a retention model": "en modell för förnyelse",
    "a spend model": "en modell för köpbelopp",
    "one customer to fit {model} to": "bara en kund att anpassa {model} till",
    "no customers to fit {model} to": "inga kunder att anpassa {model} till",
    "all {customers:,} customers have the same mean spend": (
        "alla {customers:,} kunder har samma genomsnittliga köpbelopp"
    ),
    "all {customers:,} customers have the same number of purchases on the same days since their first": (
        "alla {customers:,} kunder har lika många köp lika många dagar efter sitt första"
    ),
    "{customers:,} customers have a mean spend of zero or less, or no purchase to take it from": (
        "{customers:,} kunder har ett genomsnittligt köpbelopp på noll eller mindre, eller inget köp att räkna det"
        " från"
    ),
    "none of {customers:,} customers bought on a second day": "ingen av {customers:,} kunder köpte en andra dag",
    "nobody bought on {days} days": "ingen har köpt på {days} dagar",
    "nobody kept an order": "ingen har behållit någon order",
    "boost: what customers did in the last {quarters} is missed by {change:.1%} less with it": (
        "boosting: vad kunderna gjorde under {quarters} missas {change:.1%} mindre med den"
    ),
    "no boost: what customers did in the last {quarters} is missed by {change:.1%} more with it": (
        "ingen boosting: vad kunderna gjorde under {quarters} missas {change:.1%} mer med den"
    ),
    "no boost: it takes {customers:,} customers": "ingen boosting: den kräver {customers:,} kunder",
    "no boost: the orders are too few days to learn from and to try it on": (
        "ingen boosting: ordrarna omfattar för få dagar att lära av och pröva den på"
    ),
    "season and level: {told}": "säsong och omsättningsläge: {told}",
    "no season, no level: {told}": "ingen säsong, inget omsättningsläge: {told}",
    "no season, no level, no boost: the orders are too few days to try them on their end": (
        "ingen säsong, inget omsättningsläge, ingen boosting: ordrarna omfattar för få dagar att pröva dem på i"
        " slutet"
    ),
    "no season: it takes a year of orders and {days} days to try it on": (
        "ingen säsong: den kräver ett års ordrar och {days} dagar att pröva den på"
    ),
    "customers are expected to do what earlier ones of their age and number of purchases did": (
        "kunderna väntas göra som tidigare kunder med samma ålder och lika många köp"
    ),
    "customers are expected to stay and buy as before, which did best {told}": (
        "kunderna väntas stanna och köpa som hittills, vilket gick bäst {told}"
    ),
    "the cohort curve did best {told}": "kohortkurvan gick bäst {told}",
    "on the last {days} days, by deviance per purchase and Gini: cohort curve {curve}; NBD {stays}": (
        "på de senaste {days} dagarna, efter devians per köp och Gini: kohortkurva {curve}; NBD {stays}"
    ),
    "the cohort curve was asked for": "kohortkurvan är vald",
    "{model} was asked for": "{model} är vald",
    "{model} did best on the last {days} days, by deviance per purchase and Gini: {told}": (
        "{model} gick bäst på de senaste {days} dagarna, efter devians per köp och Gini: {told}"
    ),
    "{deviance:.3f} and {gini:.3f}": "{deviance:.3f} och {gini:.3f}",
    "{model} has the best BIC of the models whose parameters the data settle": (
        "{model} har bäst BIC av de modeller vars parametrar data avgör"
    ),
    (
        "{model} was tried on {customers:,} customers, {repeat_buyers:,} of them with a second purchase day, and"
        " cannot be used: {reason}"
    ): (
        "{model} prövades på {customers:,} kunder, {repeat_buyers:,} av dem med en andra köpdag, och kan inte"
        " användas: {reason}"
    ),
    "no model asked for": "ingen modell är vald",
    "no model can be used: {reason}": "ingen modell kan användas: {reason}",
    (
        "no churn identified: the orders show no sign that customers leave, so how long they stay cannot be told;"
        " orders over a longer time may tell (likelihood ratio {ratio:.2f}, {needed:.2f} needed)"
    ): (
        "inget kundbortfall går att se: ordrarna visar inga tecken på att kunder lämnar, så det går inte att säga"
        " hur länge de stannar; ordrar över längre tid kan visa det (likelihoodkvot {ratio:.2f}, {needed:.2f}"
        " krävs)"
    ),
    "the search for a spend model did not settle": (
        "sökningen efter en modell för köpbelopp kom inte fram till något"
    ),
    "the search for the best parameters did not settle": (
        "sökningen efter de bästa parametrarna kom inte fram till något"
    ),
    "{reason}; nor can earlier customers be followed: {lacking}": (
        "{reason}; tidigare kunder går inte heller att följa: {lacking}"
    ),
    "{count:,} day of orders; {needed} are needed": "{count:,} dag med ordrar; {needed} krävs",
    "{count:,} days of orders; {needed} are needed": "{count:,} dagar med ordrar; {needed} krävs",
    "{days:,} days of orders, {needed} are needed": "{days:,} dagar med ordrar, {needed} krävs",
    "{count:,} repeat buyer; {needed} are needed": "{count:,} återköpare; {needed} krävs",
    "{count:,} repeat buyers; {needed} are needed": "{count:,} återköpare; {needed} krävs",
    "nothing is predicted beyond {days:,} days": "inget förutses bortom {days:,} dagar",
    "one return rate for all: by the number of a purchase it differs by chance alone {found}": (
        "en returgrad för alla: efter köpets ordningsnummer skiljer den sig bara av en slump {found}"
    ),
    "one return rate for all: {share:.1%} of net sales came back": (
        "en returgrad för alla: {share:.1%} av nettoförsäljningen kom tillbaka"
    ),
    "what comes back differs by the number of a purchase, beyond chance {found}: {rates}": (
        "returerna skiljer sig efter köpets ordningsnummer, mer än slumpen förklarar {found}: {rates}"
    ),
    "{share:.0%} of {numbers}": "{share:.0%} av köp {numbers}",
    "saved in {file}, learnt from {customers:,} customers up to {as_of}": (
        "sparad i {file}, anpassad till {customers:,} kunder till och med {as_of}"
    ),
    "purchases in total by those of the quarter before, {rule:.0%} off against {own:.0%}": (
        "antal köp totalt med kvartalet före, {rule:.0%} fel mot {own:.0%}"
    ),
    "who is worth most by past spend, Gini {rule:.3f} against {own:.3f}": (
        "vilka som är mest värda efter tidigare köpbelopp, Gini {rule:.3f} mot {own:.3f}"
    ),
    "from the orders up to {cut} the forecast looks {days:,} days ahead, and {asked:,} are held out": (
        "från ordrarna till och med {cut} ser prognosen {days:,} dagar framåt, och testperioden är {asked:,}"
    ),
    "no forecast from the orders up to {cut}: {reason}": "ingen prognos från ordrarna till och med {cut}: {reason}",
    (
        "orders of {span:,} days leave {left:,} before the first cut with {held_out:,} held out; {needed:,} are"
        " needed"
    ): (
        "ordrar för {span:,} dagar lämnar {left:,} före den första brytdagen när testperioden är {held_out:,};"
        " {needed:,} krävs"
    ),
    "a cohort has more customers after renewal {renewal} than before it": (
        "en kohort har fler kunder efter förnyelse {renewal} än före den"
    ),
    "a few very large purchases leave no average to expect": (
        "några mycket stora köp gör att det inte finns något genomsnitt att vänta"
    ),
    "a retention of {share:.1%}, always and everybody's, explains the data": (
        "en kvarhållningsgrad på {share:.1%}, alltid och för alla, förklarar data"
    ),
    "customers who never leave explain the data": "kunder som aldrig lämnar förklarar data",
    "difference between customers": "skillnader mellan kunder",
    "dropout": "kundbortfall",
    "likelihood ratio {ratio:.2f}, {needed:.2f} needed": "likelihoodkvot {ratio:.2f}, {needed:.2f} krävs",
    "no {what} is identified: {instead} as well ({evidence})": (
        "det går inte att urskilja {what}: {instead} lika bra ({evidence})"
    ),
    "none of {customers:,} customers has come to a second renewal": (
        "ingen av {customers:,} kunder har kommit till en andra förnyelse"
    ),
    "none of {customers:,} customers has left": "ingen av {customers:,} kunder har lämnat",
    "none of {customers:,} customers has renewed": "ingen av {customers:,} kunder har förnyat",
    "q = {q:.3g}, must be above 1": "q = {q:.3g}, måste vara över 1",
    "spend varies so much that its mean is infinite (q = {q:.3g}, must be above 1)": (
        "köpbeloppet varierar så mycket att medelvärdet är oändligt (q = {q:.3g}, måste vara över 1)"
    ),
    "the data leave {parameters} open by more than a factor of 50": (
        "data lämnar {parameters} obestämt med mer än en faktor 50"
    ),
    "the likelihood is flat in a combination of {parameters}": (
        "likelihooden är flack i en kombination av {parameters}"
    ),
    "the likelihood keeps rising while {parameters}": "likelihooden fortsätter stiga medan {parameters}",
    "the mean spend of the population is infinite ({evidence})": (
        "det genomsnittliga köpbeloppet är oändligt ({evidence})"
    ),
    (
        "the orders do not tell how customers differ in buying and leaving; more orders, or a longer time of them,"
        " may"
    ): (
        "ordrarna visar inte hur kunderna skiljer sig i köp och bortfall; fler ordrar, eller över längre tid, kan"
        " visa det"
    ),
    "the orders do not tell how customers differ in what they spend": (
        "ordrarna visar inte hur kunderna skiljer sig i köpbelopp"
    ),
    (
        "the orders show no sign that customers leave, so how long they stay cannot be told; orders over a longer"
        " time may tell"
    ): (
        "ordrarna visar inga tecken på att kunder lämnar, så det går inte att säga hur länge de stannar; ordrar"
        " över längre tid kan visa det"
    ),
    "{name} falls to zero": "{name} går mot noll",
    "{name} grows without end": "{name} växer utan gräns",
    # --- the note of a customer
    "all customers": "alla kunder",
    "all orders returned": "alla ordrar returnerade",
    "cohort curve, {days} days ahead": "kohortkurva, {days} dagar framåt",
    "each purchase is expected to cost more than it leaves": "varje köp väntas kosta mer än det lämnar",
    "model of {group}": "modell för {group}",
    "no forecast: {reason}": "ingen prognos: {reason}",
    "one purchase: P(alive) is 1 by the model's construction": (
        "ett köp: sannolikheten att fortfarande vara kund är 1 av modellens konstruktion"
    ),
    "returns without an order in the data": "returer utan order i data",
    "taken to stay, {days} days ahead": "antas stanna, {days} dagar framåt",
    "{count} small groups together": "{count} små grupper tillsammans",
    # --- what money means
    "net revenue, ex tax": "nettoomsättning, exkl. moms",
    "net revenue, incl. tax": "nettoomsättning, inkl. moms",
    "net revenue, tax unknown": "nettoomsättning, okänt om moms ingår",
    "contribution, ex tax": "täckningsbidrag, exkl. moms",
    "contribution, incl. tax": "täckningsbidrag, inkl. moms",
    "contribution, tax unknown": "täckningsbidrag, okänt om moms ingår",
    "contribution 1, ex tax": "täckningsbidrag 1, exkl. moms",
    "contribution 1, incl. tax": "täckningsbidrag 1, inkl. moms",
    "contribution 1, tax unknown": "täckningsbidrag 1, okänt om moms ingår",
    "contribution 2, ex tax": "täckningsbidrag 2, exkl. moms",
    "contribution 2, incl. tax": "täckningsbidrag 2, inkl. moms",
    "contribution 2, tax unknown": "täckningsbidrag 2, okänt om moms ingår",
    "contribution 3, ex tax": "täckningsbidrag 3, exkl. moms",
    "contribution 3, incl. tax": "täckningsbidrag 3, inkl. moms",
    "contribution 3, tax unknown": "täckningsbidrag 3, okänt om moms ingår",
    # --- whether amounts hold tax
    "excluded": "ingår inte",
    "included": "ingår",
    "unknown": "okänt",
    # --- what stands for several, and forms of a discount
    "(all)": "(alla)",
    "(none)": "(inget)",
    "(others)": "(övriga)",
    "not named": "inte angivet",
    "amount": "belopp",
    "percent": "procent",
    "share": "andel",
    # --- whether compute would use a forecast
    "yes": "ja",
    # --- formulas: what a value holds, and where its inputs come from
    "net sales; undiscounted": "nettoförsäljning; utan diskontering",
    "contribution; undiscounted": "täckningsbidrag; utan diskontering",
    "first payment left out; endless": "utan första betalningen; utan slut",
    "first left out; growing; endless": "utan den första; växande; utan slut",
    "first payment now; endless": "första betalningen nu; utan slut",
    "first payment in a year; endless": "första betalningen om ett år; utan slut",
    "first now; net of cost; endless": "den första nu; efter kostnad; utan slut",
    "first left out; net of winning": "utan den första; efter kostnad för att vinna kunden",
    "first now; net of cost; years": "den första nu; efter kostnad; år",
    "first now; net of cost; to lapse": "den första nu; efter kostnad; till inaktivitet",
    "first now; net of cost; to stop": "den första nu; efter kostnad; tills kontakten upphör",
    "contact never pays": "kontakt lönar sig aldrig",
    "contact pays for 1 year after a purchase": "kontakt lönar sig i 1 år efter ett köp",
    "contact pays for {years} years after a purchase": "kontakt lönar sig i {years} år efter ett köp",
    "assumed": "antaget",
    "net revenue": "nettoomsättning",
    "contribution 1": "täckningsbidrag 1",
    "contribution 2": "täckningsbidrag 2",
    "net sales per order, 12 months": "nettoförsäljning per order, 12 månader",
    "orders per active customer, 12 months": "ordrar per aktiv kund, 12 månader",
    "{basis} per net sales, 12 months": "{basis} per nettoförsäljning, 12 månader",
    "{basis} per active customer, 12 months": "{basis} per aktiv kund, 12 månader",
    "12-month repurchase rate": "återköpsgrad, 12 månader",
    "bought in 12 months, by years since the last purchase before": (
        "köpte inom 12 månader, efter år sedan köpet dessförinnan"
    ),
    # --- how the figures of an account go together
    "((alpha + T) / (alpha + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}": (
        "((alfa + T) / (alfa + t_x)) ^ (r + x) = ({until_now:.4f} / {until_last:.4f}) ^ {rate:.4f}"
    ),
    "a / (b + purchases it could have come after - 1) = {a:.4f} / {others:.4f}": (
        "a / (b + köp som det kunde ha kommit efter - 1) = {a:.4f} / {others:.4f}"
    ),
    "{orders:,.6f} x {value:,.4f}": "{orders:,.6f} \N{MULTIPLICATION SIGN} {value:,.4f}",
    "{weight:.6f} x {own:,.4f} + {rest:.6f} x {population:,.4f}": (
        "{weight:.6f} \N{MULTIPLICATION SIGN} {own:,.4f} + {rest:.6f} \N{MULTIPLICATION SIGN} {population:,.4f}"
    ),
    # --- who is in a segment
    "--tiers draws other lines.": "--tiers drar andra gränser.",
    (
        "All customers but the {count:,.0f} best of a currency by {by}; those who equal the last of them are among"
        " them."
    ): (
        "Alla kunder utom de {count:,.0f} bästa i en valuta efter {by}; de som är lika med den sista av dem räknas"
        " dit."
    ),
    "The {count:,.0f} best of a currency by {by}; those who equal the last of them are among them.": (
        "De {count:,.0f} bästa i en valuta efter {by}; de som är lika med den sista av dem räknas dit."
    ),
    "Customers of whom nothing is predicted for the next 12 months": (
        "Kunder utan prognos för de närmaste 12 månaderna"
    ),
    (
        "Customers who are alike in what is expected of them in 12 months, in their orders a year of the last 24"
        " months and in how likely they are still customers. There are as many groups in a currency as are found"
        " again when its customers are drawn anew; a customer of group_1 is expected to bring most, and the table"
        " says what is typical of each."
    ): (
        "Kunder som liknar varandra i vad som väntas av dem på 12 månader, i ordrar per år under de senaste 24"
        " månaderna och i hur sannolikt de fortfarande är kunder. En valuta har så många grupper som går att finna"
        " igen när dess kunder dras på nytt; en kund i grupp 1 väntas ge mest, och tabellen visar vad som är"
        " typiskt för var och en."
    ),
    "Customers who have brought little and are expected to bring little": (
        "Kunder som har gett lite och väntas ge lite"
    ),
    "Customers who have brought little and are expected to bring much": (
        "Kunder som har gett lite och väntas ge mycket"
    ),
    "Customers who have brought much and are expected to bring little": (
        "Kunder som har gett mycket och väntas ge lite"
    ),
    "Customers who have brought much and are expected to bring much": (
        "Kunder som har gett mycket och väntas ge mycket"
    ),
    (
        "{who}. Much is what the best {percent} % of the customers of a currency reach, by value_to_date and by"
        " clv_residual; equal customers are together, and who has no forecast is expected to bring little."
    ): (
        "{who}. Mycket är vad de bästa {percent}\N{NO-BREAK SPACE}% av kunderna i en valuta når, efter värde"
        " hittills och efter återstående kundvärde; lika kunder hör ihop, och den som saknar prognos väntas ge"
        " lite."
    ),
    "Customers who reach at least {least:g} by {by}.": "Kunder som når minst {least:g} efter {by}.",
    "Customers who reach less than any other tier asks for by {by}.": (
        "Kunder som når mindre än någon annan nivå kräver efter {by}."
    ),
    "The best customers of a currency by {by}, who together bring {share:g} % of the value": (
        "De bästa kunderna i en valuta efter {by}, som tillsammans ger {share:g}\N{NO-BREAK SPACE}% av värdet"
    ),
    "The next customers of a currency by {by}, who with A bring {share:g} % of the value": (
        "De följande kunderna i en valuta efter {by}, som med A ger {share:g}\N{NO-BREAK SPACE}% av värdet"
    ),
    "The other customers of a currency by {by}, with all who brought nothing or cost money": (
        "De övriga kunderna i en valuta efter {by}, med alla som inte gett något eller kostat pengar"
    ),
    "{who}; equal customers are together in the higher class.": (
        "{who}; lika kunder hamnar tillsammans i den högre klassen."
    ),
    (
        "The best {share:g} % of the customers of a currency by {by}; equal customers are together in the higher"
        " tier."
    ): (
        "De bästa {share:g}\N{NO-BREAK SPACE}% av kunderna i en valuta efter {by}; lika kunder hamnar tillsammans"
        " på den högre nivån."
    ),
    (
        "The next {share:g} % of the customers of a currency by {by}; equal customers are together in the higher"
        " tier."
    ): (
        "De följande {share:g}\N{NO-BREAK SPACE}% av kunderna i en valuta efter {by}; lika kunder hamnar"
        " tillsammans på den högre nivån."
    ),
    "value_total, or by value_to_date where there is no forecast": (
        "totalt kundvärde, eller efter värde hittills där det inte finns någon prognos"
    ),
    "Who had lapsed before the last purchase, and is not at risk again.": (
        "Den som var inaktiv före det senaste köpet, och inte är i riskzonen igen."
    ),
    "Who is none of the others: silent for no longer than 80 % of those take who come back.": (
        "Den som inte är något av de andra: tyst högst så länge som 80\N{NO-BREAK SPACE}% behöver av dem som kommer"
        " tillbaka."
    ),
    "Who is silent for longer than 80 % of those take who come back after as many purchases.": (
        "Den som är tyst längre än vad 80\N{NO-BREAK SPACE}% behöver av dem som kommer tillbaka efter lika många"
        " köp."
    ),
    (
        "Who is silent for longer than 90 % of those take who come back after as many purchases; whoever buys in"
        " one season of the year, not before the season has passed once more."
    ): (
        "Den som är tyst längre än vad 90\N{NO-BREAK SPACE}% behöver av dem som kommer tillbaka efter lika många"
        " köp; den som köper under en säsong på året inte förrän säsongen har passerat en gång till."
    ),
    "Whose first purchase is no longer ago than half of those take who buy a second time.": (
        "Den vars första köp inte är äldre än vad hälften behöver av dem som köper en andra gång."
    ),
    (
        "Who scores {cells}. Scores run from 1 to {scores}, the best; they rank the customers of a currency by days"
        " since the last order, and by orders and net revenue of 24 months, of which the mean is taken and rounded"
        " up."
    ): (
        "Kunder med poängen {cells}. Poängen går från 1 till {scores}, som är bäst; de rangordnar kunderna i en"
        " valuta efter dagar sedan den senaste ordern, och efter ordrar och nettoomsättning under 24 månader, vars"
        " medelvärde avrundas uppåt."
    ),
    "{recency} for recency and {others} for orders and net revenue": (
        "{recency} för tid sedan senaste köp och {others} för ordrar och nettoomsättning"
    ),
    "{said} or {other}": "{said} eller {other}",
    "{said}, or {other}": "{said}, eller {other}",
    "{currency} {money} in 12 months": "{money} {currency} på 12 månader",
    "{money} in 12 months": "{money} på 12 månader",
    "{orders:.1f} orders a year": "{orders:.1f} ordrar per år",
    "{percent:.0f} % still customers": "{percent:.0f}\N{NO-BREAK SPACE}% fortfarande kunder",
    "all others": "alla andra",
    "no model predicts": "ingen modell ger en prognos",
    "nobody is new": "ingen är ny",
}
